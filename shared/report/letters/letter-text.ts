import { shanghaiDay } from '../../domain/calendar.ts';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import type { ProblemLetter } from '../../domain/problems/problem-letter.ts';
import { showDay, showTaken } from '../show.ts';

/** What a problem letter is made from. */
export type LetterInput = Readonly<{
  cycle: Pick<Cycle, 'id' | 'title' | 'issuer' | 'demonstration'>;
  unit: string;
  letter: ProblemLetter;
}>;

/** What a unit's problem letter says, in both its forms. */
export type LetterText = Readonly<{
  title: string;
  demonstration: string | null;
  addressee: string;
  opening: string;
  /** 序号, 评分项, 失分, 原因, 怎样整改, 整改情况. */
  rows: readonly (readonly string[])[];
  closing: string;
  issuer: string;
  date: string;
}>;

const states = { open: '待整改', reported: '已报告，待核实', mended: '已整改' } as const;

/** Puts a letter into words. */
export function letterText({ cycle, unit, letter }: LetterInput): LetterText {
  const { problems, mendBy, revision, issuedAt } = letter;
  return {
    title: `${cycle.id}年度政务公开考核问题清单`,
    demonstration: cycle.demonstration ? '（演示数据，不反映任何单位的真实情况）' : null,
    addressee: `${unit}：`,
    opening: `根据已公布的“${cycle.title}”（报告第${revision}版），你单位有${problems.length}项失分，现按失分多少列出，请于${showDay(mendBy)}前逐项整改，并在系统中报告整改情况。`,
    rows: problems.map(({ code, label, lost, reason, mend, status, report, answer }, at) => [
      String(at + 1),
      label.zh === code || code === 'city-deduction' ? label.zh : `${code} ${label.zh}`,
      showTaken(lost),
      reason.zh,
      mend?.zh ?? '请对照评分办法查找原因',
      [
        states[status],
        report === null ? '' : `单位报告：${report.text}`,
        answer === null || answer.text === null ? '' : `县政府办答复：${answer.text}`,
      ]
        .filter((text) => text !== '')
        .join('\n'),
    ]),
    closing: '对清单有疑问的，请在复核期内提出复核申请，或者与县政府办联系。',
    issuer: cycle.issuer,
    date: showDay(shanghaiDay(issuedAt)),
  };
}

/** The list's columns, with their shares of the width. */
export const letterColumns = [
  { heading: '序号', width: 11, align: 'center' },
  { heading: '评分项', width: 28 },
  { heading: '失分', width: 13, align: 'right' },
  { heading: '原因', width: 45 },
  { heading: '怎样整改', width: 36 },
  { heading: '整改情况', width: 25 },
] as const;
