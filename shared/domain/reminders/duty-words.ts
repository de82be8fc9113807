import type { Bilingual, Day } from '../values.ts';
import type { Duty } from './duty.ts';

/** What there is to do, in a few words, without its date. */
export function dutyTitle({ kind, facts }: Pick<Duty, 'kind' | 'facts'>): Bilingual {
  const fact = (name: string) => String(facts[name] ?? '');
  switch (kind) {
    case 'contacts':
      return facts['state'] === 'unsealed'
        ? { zh: '上传联系人员登记表的盖章扫描件', en: 'Upload the sealed scan of the contacts form' }
        : { zh: '填报联系人员登记表', en: 'File the contacts form' };
    case 'evidence-returned':
      return {
        zh: `修改后重新提交佐证材料“${fact('title')}”（${fact('items')}）`,
        en: `Mend and send again the evidence “${fact('title')}” (${fact('items')})`,
      };
    case 'evidence-missing':
      return {
        zh: `补齐 ${fact('count')} 个项目的佐证材料（${fact('items')}）`,
        en: `Bring the evidence of ${fact('count')} ${fact('count') === '1' ? 'item' : 'items'} (${fact('items')})`,
      };
    case 'register':
      return {
        zh: `${fact('month')}月还需公开 ${fact('missing')} 条信息，才能跟上全年目标`,
        en: `Publish ${fact('missing')} more ${fact('missing') === '1' ? 'item' : 'items'} this month to keep up with the year’s target`,
      };
    case 'request':
      return {
        zh: `答复${dayZh(fact('arrivedOn'))}收到的政府信息公开申请`,
        en: `Answer the request for information that came on ${fact('arrivedOn')}`,
      };
    case 'deduction-reply':
      return {
        zh: `看看${fact('body')}拟扣的 ${fact('points')} 分（${fact('item')}），有不同意见请说明`,
        en: `Look at the ${fact('points')} points that ${fact('body')} means to take (${fact('item')}), and reply if you do not agree`,
      };
    case 'deduction-answer':
      return {
        zh: `答复${fact('unit')}对倒扣分的说明（${fact('item')}）`,
        en: `Answer the reply of ${fact('unit')} to a deduction (${fact('item')})`,
      };
    case 'hand-in':
      return { zh: '报送年度扣分情况和评分', en: 'Hand in the year’s deductions or points' };
    case 'confirmation':
      return facts['state'] === 'changed'
        ? {
            zh: '请单位负责人重新确认全年台账和佐证材料',
            en: 'Have the unit’s leader confirm the year’s register and evidence again',
          }
        : {
            zh: '请单位负责人确认全年台账和佐证材料',
            en: 'Have the unit’s leader confirm the year’s register and evidence',
          };
  }
}

/** `4月20日`; a year's duties lie within a year, and the year goes without saying. */
export function dayZh(day: Day): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}
