import type { Bilingual, Day } from '../values.ts';
import type { ClockStep, StandsFor } from './clock.ts';
import type { PauseReason, RegulationId } from './regulation.ts';
import type { ReceiptChannel } from './request.ts';

const regulationNames: Readonly<Record<RegulationId, Bilingual>> = {
  '2007': { zh: '2007年《政府信息公开条例》', en: 'the Regulation of 2007' },
  '2019': { zh: '2019年修订的《政府信息公开条例》', en: 'the Regulation as revised in 2019' },
};

const arrivals: Readonly<Record<ReceiptChannel, Bilingual>> = {
  'in-person': { zh: '当面提交', en: 'was handed in in person' },
  'registered-post': {
    zh: '以挂号、特快等邮寄方式寄到并签收',
    en: 'came by registered post and was signed for',
  },
  'e-mail': { zh: '以电子邮件发来，进入邮件系统', en: 'came by e-mail and reached the mail system' },
  website: { zh: '通过网站提交', en: 'came by the website’s form' },
  fax: { zh: '以传真发来', en: 'came by fax' },
  'ordinary-post': { zh: '以平常信函寄到', en: 'came by ordinary post' },
  'other-office': { zh: '寄到本机关其他机构', en: 'came to another office' },
  other: { zh: '以其他方式到达', en: 'came in another way' },
};

const confirmed: Bilingual = {
  zh: '与申请人确认之日为收到之日',
  en: 'the day confirmed with the applicant is the day of receipt',
};
const receipts: Readonly<Record<ReceiptChannel, Bilingual>> = {
  'in-person': { zh: '提交当日即为收到之日', en: 'the day of handing in is the day of receipt' },
  'registered-post': { zh: '签收之日为收到之日', en: 'the day of signing for it is the day of receipt' },
  'e-mail': { zh: '进入邮件系统之日为收到之日', en: 'the day the mail system had it is the day of receipt' },
  website: confirmed,
  fax: confirmed,
  'ordinary-post': confirmed,
  'other-office': confirmed,
  other: confirmed,
};

const pauseNames: Readonly<Record<PauseReason, Bilingual>> = {
  'third-party': { zh: '征求第三方意见', en: 'a third party was asked for its opinion' },
  'other-organs': { zh: '征求其他机关意见', en: 'other organs were asked for their opinion' },
};

const waits: Readonly<Record<StandsFor, Bilingual>> = {
  confirmation: {
    zh: '尚未与申请人确认收到，期限没有开始',
    en: 'receipt has not been confirmed with the applicant, so the time has not begun',
  },
  correction: { zh: '等待申请人补正，期限停止', en: 'waiting for the corrected request, the time stands' },
  'third-party': { zh: '等待第三方意见，期限停止', en: 'waiting for the third party, the time stands' },
  'other-organs': { zh: '等待其他机关意见，期限停止', en: 'waiting for other organs, the time stands' },
};

/** A step of the clock in words. Names nobody: what it says may be shown to whoever may read the request. */
export function stepWords(step: ClockStep): Bilingual {
  const { on } = step;
  switch (step.code) {
    case 'arrived':
      return {
        zh: `${on}，申请${arrivals[step.channel].zh}。`,
        en: `${on}: the request ${arrivals[step.channel].en}.`,
      };
    case 'received':
      return {
        zh: `${on}，收到申请（${receipts[step.channel].zh}）。适用${regulationNames[step.regulation].zh}，${step.days}个工作日内答复，自次日起算。`,
        en: `${on}: received (${receipts[step.channel].en}). ${capital(regulationNames[step.regulation].en)} gives ${step.days} working days, counted from the next day.`,
      };
    case 'straddles':
      return step.chosen
        ? {
            zh: `这件申请跨越新旧条例，县政府办确定适用${regulationNames[step.regulation].zh}。`,
            en: `The request straddles the change of the Regulation; the county office chose ${regulationNames[step.regulation].en}.`,
          }
        : {
            zh: `这件申请跨越新旧条例，法规没有规定适用哪一个；在县政府办确定之前，暂按收到之日适用${regulationNames[step.regulation].zh}。`,
            en: `The request straddles the change of the Regulation, and the law does not say which applies; until the county office chooses, it goes by the day of receipt: ${regulationNames[step.regulation].en}.`,
          };
    case 'correction-asked':
      return {
        zh: `${on}，一次性告知申请人补正，补正期限至${step.correctBy}；期限停止。`,
        en: `${on}: the applicant was asked, once, to correct the request by ${step.correctBy}; the time stands.`,
      };
    case 'corrected':
      return {
        zh: `${on}，收到补正后的申请，自次日起重新计算${step.days}个工作日。`,
        en: `${on}: the corrected request came; ${step.days} working days are counted anew from the next day.`,
      };
    case 'paused':
      return {
        zh: `${on}，${pauseNames[step.reason].zh}，所需时间自次日起不计算在期限内。`,
        en: `${on}: ${pauseNames[step.reason].en}; from the next day the time needed does not count.`,
      };
    case 'resumed':
      return {
        zh: `${on}，${pauseNames[step.reason].zh}结束，其间${step.notCounted}个工作日不计入，次日起继续计算。`,
        en: `${on}: that ended; ${workingDays(step.notCounted)} did not count, and counting goes on the next day.`,
      };
    case 'opinion-until':
      return {
        zh: `第三方应在${step.within}个工作日内（${step.until}前）提出意见；逾期未提出的，次日起继续计算期限。`,
        en: `The third party has ${step.within} working days, until ${step.until}; if it says nothing by then, counting goes on the next day.`,
      };
    case 'opinion-over':
      return {
        zh: `${on}，第三方提出意见的${step.within}个工作日已满，其间${step.notCounted}个工作日不计入，次日起继续计算。`,
        en: `${on}: the third party’s ${step.within} working days were over; ${workingDays(step.notCounted)} did not count, and counting goes on the next day.`,
      };
    case 'extended':
      return {
        zh: `${on}，经批准延长${step.days}个工作日并告知申请人，期限共${step.allowed}个工作日。`,
        en: `${on}: an extension of ${workingDays(step.days)} was approved and told to the applicant; ${step.allowed} working days in all.`,
      };
    case 'first-day':
      return { zh: `第1个工作日是${on}。`, en: `Working day 1 is ${on}.` };
    case 'skipped':
      return {
        zh: `其间法定节假日（落在周一至周五的）不计入：${listed(step.days, 'zh')}。`,
        en: `Public holidays on weekdays in between do not count: ${listed(step.days, 'en')}.`,
      };
    case 'made-up':
      return {
        zh: `其间调休上班的周末计入：${listed(step.days, 'zh')}。`,
        en: `Weekend days worked in exchange for a holiday count: ${listed(step.days, 'en')}.`,
      };
    case 'due':
      return {
        zh: `第${step.allowed}个工作日是${on}，最迟在这一天答复。`,
        en: `Working day ${step.allowed} is ${on}: the answer is due by then.`,
      };
    case 'due-unknown':
      return {
        zh: `国务院办公厅关于${step.unknownFrom}以后节假日安排的通知尚未录入，只能确定前${step.known}个工作日；到期日不会早于${on}，确切日期待定。`,
        en: `The holidays from ${step.unknownFrom} on are not known yet, so only ${workingDays(step.known)} of ${step.allowed} can be counted; the answer is due no earlier than ${on}, on a day still to be told.`,
      };
    case 'stands':
      return {
        zh: `${waits[step.for].zh}；已用${step.used}个工作日，共${step.allowed}个。`,
        en: `${capital(waits[step.for].en)}; ${step.used} of ${step.allowed} working days are used.`,
      };
    case 'answered':
      return {
        zh: `${on}，答复申请人${lateness(step.late).zh}。`,
        en: `${on}: answered${lateness(step.late).en}.`,
      };
    case 'withdrawn':
      return { zh: `${on}，申请人撤回申请。`, en: `${on}: the applicant withdrew the request.` };
    case 'overdue':
      return {
        zh: `到${on}仍未答复，已逾期${step.late}天。`,
        en: `On ${on} it has not been answered and is overdue by ${calendarDays(step.late)}.`,
      };
  }
}

function lateness(late: number | null): Bilingual {
  if (late === null) return { zh: '', en: '' };
  if (late === 0) return { zh: '，在期限之内', en: ', in time' };
  return { zh: `，逾期${late}天`, en: `, ${calendarDays(late)} late` };
}

/** `2018-10-01 to 2018-10-05, 2018-12-31`: days in a row as one stretch. */
function listed(days: readonly Day[], language: 'zh' | 'en'): string {
  const stretches: { first: Day; last: Day }[] = [];
  for (const day of days) {
    const open = stretches.at(-1);
    if (open !== undefined && Date.parse(day) - Date.parse(open.last) === 86_400_000) open.last = day;
    else stretches.push({ first: day, last: day });
  }
  const [to, comma] = language === 'zh' ? ['至', '、'] : [' to ', ', '];
  return stretches.map(({ first, last }) => (first === last ? first : `${first}${to}${last}`)).join(comma);
}

function workingDays(count: number): string {
  return `${count} working ${count === 1 ? 'day' : 'days'}`;
}

function calendarDays(count: number): string {
  return `${count} ${count === 1 ? 'day' : 'days'}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
