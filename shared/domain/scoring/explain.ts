import type { Bilingual } from '../values.ts';
import { isZero, parseExact } from './exact.ts';
import type { ItemResult, PartResult, Result, Step, UnitResult } from './result.ts';

export type Language = keyof Bilingual;

/**
 * A unit's score as a page of plain sentences: place and total, every part and item with the reason, the arithmetic where
 * there is more to it than one figure, what would raise it, and what acted on the whole.
 */
export function explain(unit: UnitResult, result: Result, language: Language): string {
  const say = sentences[language];
  const of = result.schemes.find((each) => each.id === unit.scheme);
  const lines = [
    say.head(unit, of?.base ?? '', result.demonstration),
    ...(unit.failed === null ? [] : [say.failed(unit.failed.reason[language])]),
    '',
    ...unit.parts.flatMap((part) => [
      say.part(part),
      ...unit.items
        .filter((item) => item.part === part.code)
        .flatMap((item) => itemLines(item, part, language)),
      ...(part.steps.length === 0 ? [] : [`  ${say.partSum}${arithmetic(part.steps, language)}`]),
      '',
    ]),
    ...unit.effects.map((effect) => effect.reason[language]),
    ...(unit.steps.length === 0 ? [] : [say.sum(unit, arithmetic(unit.steps, language))]),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function itemLines(item: ItemResult, part: PartResult, language: Language): string[] {
  const say = sentences[language];
  const figure = part.kind === 'deductions' ? item.points : `${item.points}/${item.maximum}`;
  return [
    `  ${item.code} ${item.label[language]}${say.colon}${figure}${say.points}${say.stop}${item.reason[language]}`,
    ...(item.steps.length > 1 ? [`    ${say.how}${arithmetic(item.steps, language)}`] : []),
    ...(item.raise === null ? [] : [`    ${say.raise}${item.raise.change[language]}${say.stop}`]),
  ];
}

/** `满分 25 分 +25；少 19 条，每少 1 条扣 0.3 分 −5.7` */
function arithmetic(steps: readonly Step[], language: Language): string {
  return steps
    .map((step) => `${step.text[language]} ${signed(step.points)}`)
    .join(sentences[language].semicolon);
}

function signed(points: string): string {
  if (points.startsWith('-')) return `−${points.slice(1)}`;
  return isZero(parseExact(points)) ? '0' : `+${points}`;
}

const sentences = {
  zh: {
    head: (unit: UnitResult, base: string, demonstration: boolean) =>
      `${unit.name}：总分 ${unit.total} 分（满分 ${base} 分），第 ${unit.rank} 名（同类第 ${unit.classRank} 名）${unit.band === null ? '' : `，${unit.band.label.zh}`}。${demonstration ? '演示数据。' : ''}`,
    failed: (reason: string) => `不合格：${reason}。`,
    part: (part: PartResult) =>
      `${part.code} ${part.label.zh}：${part.points} 分${part.kind === 'points' ? `（满分 ${part.maximum} 分）` : ''}`,
    sum: (unit: UnitResult, steps: string) => `各类合计之外：${steps}。总分 ${unit.total} 分。`,
    partSum: '本类：',
    how: '算法：',
    raise: '怎样提高：',
    points: ' 分',
    colon: '：',
    stop: '。',
    semicolon: '；',
  },
  en: {
    head: (unit: UnitResult, base: string, demonstration: boolean) =>
      `${unit.name}: ${unit.total} of ${base} points, rank ${unit.rank} (${unit.classRank} in its class)${unit.band === null ? '' : `, ${unit.band.label.en}`}. ${demonstration ? 'Demonstration data.' : ''}`.trimEnd(),
    failed: (reason: string) => `Failed: ${reason}.`,
    part: (part: PartResult) =>
      `${part.code} ${part.label.en}: ${part.points}${part.kind === 'points' ? ` of ${part.maximum}` : ''}`,
    sum: (unit: UnitResult, steps: string) => `Beside the parts: ${steps}. Total ${unit.total}.`,
    partSum: 'Part: ',
    how: 'How: ',
    raise: 'What would raise it: ',
    points: '',
    colon: ': ',
    stop: '. ',
    semicolon: '; ',
  },
} as const;
