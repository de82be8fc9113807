import type { ReportModel } from '../model.ts';
import {
  effectInWords,
  evidenceInWords,
  limitsInWords,
  partInWords,
  rankingInWords,
  roundingInWords,
  ruleInWords,
  schemeName,
} from '../rule-words.ts';
import { showPoints } from '../show.ts';
import type { Paper } from './paper.ts';

/** The rubric in full: every part and item with its rule, the effects, and how values are rounded and ranked. */
export function printMethod(model: ReportModel, paper: Paper): void {
  const { rubric } = model.input;
  paper.heading('评分办法', 1);
  paper.paragraph(`${rubric.title.zh}（编号 ${rubric.id}，第 ${rubric.version} 版）。`, '评分办法');
  for (const each of model.schemes) {
    const { scheme } = each;
    if (model.schemes.length > 1) paper.heading(schemeName(model, each).replace(/：$/, ''), 2);
    paper.paragraph(limitsInWords(scheme), '评分办法');
    for (const part of scheme.parts) {
      paper.heading(`${part.code} ${part.label.zh}`, 3);
      for (const text of partInWords(part)) paper.paragraph(text, `评分办法 ${part.code}`);
      paper.table(
        [
          { heading: '评分项', width: 2.6 },
          { heading: '分值', width: 0.8, align: 'right' },
          { heading: '怎样计分', width: 6 },
        ],
        part.items.map((item) => [
          `${item.code} ${item.label.zh}`,
          showPoints(item.points),
          [...ruleInWords(item, part), evidenceInWords(item) ?? ''].filter((text) => text !== '').join('\n'),
        ]),
        (row) => `评分办法 ${part.items[row]?.code ?? ''}`,
      );
    }
    if (scheme.effects.length > 0) paper.heading('特殊情形', 3);
    for (const effect of scheme.effects)
      paper.paragraph(`${effect.label.zh}：${effectInWords(effect, scheme)}`, '评分办法');
  }
  paper.heading('取整和排名', 2);
  paper.paragraph(roundingInWords(rubric), '评分办法');
  paper.paragraph(rankingInWords, '评分办法');
}
