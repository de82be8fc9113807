import { daysBetween, shanghaiDay, weekdayOf } from '../calendar.ts';
import type { RunStep } from '../run/run.ts';
import type { Bilingual, Day } from '../values.ts';
import type { Duty, Stage } from './duty.ts';
import { dayZh, dutyTitle } from './duty-words.ts';
import type { ReminderMessage, RunWaits } from './reminder.ts';

/** A reminder as people read it, in both languages. */
export type Words = Readonly<{ title: Bilingual; body: Bilingual }>;

/**
 * Says a reminder, in the tone of a colleague who means to help.
 * @param to what the audience is called, as in 商务局; never a person
 * @param saidOn the day on which it was said, from which it counts the days that are left
 */
export function sayReminder(message: ReminderMessage, to: string, saidOn: Day): Words {
  switch (message.kind) {
    case 'duty':
      return dutyWords(message.duty, message.stage, to, saidOn);
    case 'digest':
      return listWords(message, to, saidOn, digestTitle);
    case 'nudge':
      return listWords(message, to, saidOn, nudgeTitle);
    case 'county-digest':
      return countyWords(message);
    case 'run-waits':
      return runWords(message, to);
  }
}

const weekdaysZh = '一二三四五六日';
const weekdaysEn = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const monthsEn = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function on(day: Day): Bilingual {
  const weekday = weekdayOf(day) - 1;
  return {
    zh: `${dayZh(day)}（周${weekdaysZh.charAt(weekday)}）`,
    en: `${weekdaysEn[weekday] ?? ''}, ${Number(day.slice(8, 10))} ${monthsEn[Number(day.slice(5, 7)) - 1] ?? ''}`,
  };
}

function days(count: number): Bilingual {
  return { zh: `${count} 天`, en: count === 1 ? '1 day' : `${count} days` };
}

function dutyWords(duty: Duty, stage: Stage, to: string, saidOn: Day): Words {
  const title = dutyTitle(duty);
  const due = on(duty.dueOn);
  const left = days(Math.abs(daysBetween(saidOn, duty.dueOn)));
  const help = helpWith(duty);
  switch (stage) {
    case 'soon':
      return {
        title: { zh: `${title.zh}，${dayZh(duty.dueOn)}前`, en: `${title.en}, by ${due.en}` },
        body: {
          zh: `${to}的同事，您好：${title.zh}，请在${due.zh}前完成，还有 ${left.zh}。${help.zh}已经办好的话，不用理会这条提醒。`,
          en: `Hello, colleagues of ${to}. ${title.en}: please do so by ${due.en}; there are ${left.en} left. ${help.en} If it is done already, please ignore this.`,
        },
      };
    case 'near':
      return {
        title: { zh: `只剩 ${left.zh}：${title.zh}`, en: `${left.en} left: ${title.en}` },
        body: {
          zh: `${to}的同事，您好：${title.zh}，${due.zh}到期，只剩 ${left.zh}。${help.zh}如果来不及，请先和县政府办联系。`,
          en: `Hello, colleagues of ${to}. ${title.en}: due by ${due.en}, with ${left.en} left. ${help.en} If you cannot make it, please speak to the county office.`,
        },
      };
    case 'today':
      return {
        title: { zh: `今天到期：${title.zh}`, en: `Due today: ${title.en}` },
        body: {
          zh: `${to}的同事，您好：${title.zh}，今天${due.zh}到期。${help.zh}如果今天来不及，请先和县政府办联系。`,
          en: `Hello, colleagues of ${to}. ${title.en}: today, ${due.en}, is the last day. ${help.en} If you cannot make it today, please speak to the county office.`,
        },
      };
    case 'overdue':
      return {
        title: { zh: `已过期 ${left.zh}：${title.zh}`, en: `${left.en} overdue: ${title.en}` },
        body: {
          zh: `${to}的同事，您好：${title.zh}，原定${due.zh}完成，已经过了 ${left.zh}。${help.zh}有困难的话，请和县政府办说一声，一起想办法。`,
          en: `Hello, colleagues of ${to}. ${title.en}: this was due on ${due.en}, ${left.en} ago. ${help.en} If something is in the way, please tell the county office, and we will find a way together.`,
        },
      };
  }
}

/** The next step, in one sentence. */
function helpWith({ kind, facts }: Duty): Bilingual {
  switch (kind) {
    case 'contacts':
      return facts['state'] === 'unsealed'
        ? {
            zh: '表已经填好，打印、签字、盖章后把扫描件传上来就可以了。',
            en: 'The form is filled in: print it, have it signed and sealed, and upload the scan.',
          }
        : {
            zh: '填好后打印、签字、盖章，再把扫描件传上来。',
            en: 'Fill it in, print it, have it signed and sealed, then upload the scan.',
          };
    case 'evidence-returned':
      return facts['status'] === 'quarantined'
        ? {
            zh: '文件没有通过检查，打开这份材料可以看到原因和改法。',
            en: 'The file did not pass the check; open the piece to see why and what to do.',
          }
        : {
            zh: '打开这份材料可以看到退回的原因。',
            en: 'Open the piece to see why it was returned.',
          };
    case 'evidence-missing':
      return {
        zh: '到期还没有材料的项目不能得分。',
        en: 'An item without evidence on that day earns no points.',
      };
    case 'register':
      return {
        zh: `今年目标 ${String(facts['target'])} 条，目前计入 ${String(facts['count'])} 条。已经发布但还没登记的，请补登记。`,
        en: `This year’s target is ${String(facts['target'])}; ${String(facts['count'])} count so far. What is published and not yet registered can be registered now.`,
      };
    case 'request':
      return {
        zh: '如果办不完，请在到期前办理延期并告知申请人。',
        en: 'If it cannot be answered in time, extend it before it is due and tell the applicant.',
      };
    case 'deduction-reply':
      return {
        zh: '没有意见的不用回复，到期即按此计算。',
        en: 'If you agree there is nothing to do: it counts when the days are over.',
      };
    case 'deduction-answer':
      return {
        zh: '维持、减少或撤回都可以，请写明理由；没有答复之前不能报送。',
        en: 'Keep it, take less or withdraw it, with your reason; until then you cannot hand in.',
      };
    case 'hand-in':
      return {
        zh: '没有要扣的也请点一下“报送”，我们好往下走。',
        en: 'If there is nothing to take, please hand in all the same, so that the year can go on.',
      };
    case 'confirmation':
      return facts['state'] === 'changed'
        ? {
            zh: '上次确认之后台账或材料又有变动，请负责人登录再看一遍，点“本单位确认”。',
            en: 'The register or the evidence has changed since: the leader signs in, looks again and confirms.',
          }
        : {
            zh: '台账和材料都齐了以后，请负责人登录看一遍，点“本单位确认”。',
            en: 'When register and evidence are complete, the leader signs in, looks through them and confirms.',
          };
  }
}

function digestTitle(total: number): Bilingual {
  return {
    zh: `本周要办的 ${total} 件事`,
    en: total === 1 ? 'One thing to do this week' : `${total} things to do this week`,
  };
}

function nudgeTitle(total: number): Bilingual {
  return {
    zh: `县政府办请您看看这 ${total} 件事`,
    en:
      total === 1 ? 'The county office asks about one thing' : `The county office asks about ${total} things`,
  };
}

function listWords(
  { duties, more }: Extract<ReminderMessage, { kind: 'digest' | 'nudge' }>,
  to: string,
  saidOn: Day,
  titleOf: (total: number) => Bilingual,
): Words {
  const lines = duties.map(({ duty, stage }, index): Bilingual => {
    const title = dutyTitle(duty);
    const when = whenWords(duty.dueOn, stage, saidOn);
    return { zh: `${index + 1}. ${title.zh}（${when.zh}）`, en: `${index + 1}. ${title.en} (${when.en})` };
  });
  const total = duties.length + more;
  const rest: readonly Bilingual[] =
    more === 0
      ? []
      : [{ zh: `还有 ${more} 项，请登录查看。`, en: `${more} more; please sign in to see them.` }];
  const all = [...lines, ...rest];
  return {
    title: titleOf(total),
    body: {
      zh: [`${to}的同事，您好，目前要办的事：`, ...all.map((line) => line.zh)].join('\n'),
      en: [`Hello, colleagues of ${to}. What is open at present:`, ...all.map((line) => line.en)].join('\n'),
    },
  };
}

function whenWords(dueOn: Day, stage: Stage | null, saidOn: Day): Bilingual {
  const due = on(dueOn);
  const late = days(daysBetween(dueOn, saidOn));
  if (stage === 'overdue') return { zh: `已过期 ${late.zh}`, en: `${late.en} overdue` };
  if (stage === 'today') return { zh: '今天到期', en: 'due today' };
  return { zh: `${due.zh}前`, en: `by ${due.en}` };
}

function runWords({ waitsFor, step, until }: RunWaits, to: string): Words {
  const ends = on(shanghaiDay(until));
  if (waitsFor === 'repair')
    return {
      title: { zh: '年终评价停下了，等您处理', en: 'The year end has stopped and waits for you' },
      body: {
        zh: `${to}：评价停在“${stepName[step].zh}”这一步，原因写在评价页面上。数据都在，没有发布任何东西。请在${ends.zh}前处理后让它继续，过期会自动结束。`,
        en: `${to}: the run has stopped at “${stepName[step].en}”; its page says why. Nothing is lost and nothing was published. Please mend the cause and let it go on by ${ends.en}; after that it ends by itself.`,
      },
    };
  return {
    title: { zh: '评价报告已生成，等待核稿和签发', en: 'The report is ready to be read and signed' },
    body: {
      zh: `${to}：报告已经生成。请先由一人核稿，再由另一人签发，${ends.zh}前完成；签发之前不会发布。`,
      en: `${to}: the report has been made. One person reads it, another signs it, by ${ends.en}; until then nothing is published.`,
    },
  };
}

const stepName: Readonly<Record<RunStep, Bilingual>> = {
  'hand-ins': { zh: '牵头单位报送', en: 'hand-ins' },
  freeze: { zh: '数据冻结', en: 'freeze' },
  score: { zh: '评分', en: 'scoring' },
  rank: { zh: '排名', en: 'ranking' },
  render: { zh: '生成报告', en: 'making the report' },
  'sign-off': { zh: '签发', en: 'sign-off' },
  publish: { zh: '发布', en: 'publication' },
};

function countyWords(of: Extract<ReminderMessage, { kind: 'county-digest' }>): Words {
  const lines: readonly (readonly [number, Bilingual])[] = [
    [of.overdue, { zh: '有事项逾期的单位', en: 'units with something overdue' }],
    [
      of.contactsMissing,
      { zh: '联系人员登记表没有报齐的单位', en: 'units whose contacts form is not complete' },
    ],
    [of.evidenceMissing, { zh: '有项目缺材料的单位', en: 'units with items that lack evidence' }],
    [of.evidenceReturned, { zh: '有退回材料未改的单位', en: 'units with returned evidence to mend' }],
    [of.registerBehind, { zh: '信息公开进度落后的单位', en: 'units behind with their register' }],
    [of.silentBodies, { zh: '还没有报送的牵头部门', en: 'lead bodies that have not handed in' }],
  ];
  const all = lines.filter(([count]) => count > 0);
  return {
    title: { zh: '全县本周情况', en: 'The county this week' },
    body: {
      zh: [
        `全县 ${of.units} 个单位：`,
        ...(all.length === 0
          ? ['目前没有需要催办的。']
          : all.map(([count, line]) => `${line.zh} ${count} 个`)),
      ].join('\n'),
      en: [
        `Of ${of.units} units in the county:`,
        ...(all.length === 0
          ? ['Nothing needs a nudge at present.']
          : all.map(([count, line]) => `${count} ${line.en}`)),
      ].join('\n'),
    },
  };
}
