import { itemsOf, schemeFor, type Rubric } from '../rubric/rubric.ts';
import type { Bilingual } from '../values.ts';
import type { LeadBody, Unit } from './cycle.ts';

/** What of a cycle a rubric must fit. */
export type CycleParts = Readonly<{
  units: readonly Pick<Unit, 'class'>[];
  bodies: readonly Pick<LeadBody, 'id' | 'name' | 'item' | 'gives'>[];
}>;

/**
 * Whether a rubric can score a cycle: every class of unit has rules, every lead body's item is there and is that body's, and
 * whoever the rubric names as an assessor is a body of the year.
 * @returns a sentence for each thing that does not fit
 */
export function rubricMisfits(rubric: Rubric, { units, bodies }: CycleParts): Bilingual[] {
  const items = rubric.schemes.flatMap((scheme) => itemsOf(scheme));
  const classes = [...new Set(units.map((unit) => unit.class))];
  const assessors = new Set(items.map((item) => item.assessor));
  return [
    ...classes
      .filter((each) => schemeFor(rubric, each) === null)
      .map((each) => ({
        zh: `没有一套规则用于类别“${each}”`,
        en: `there is no scheme for class “${each}”`,
      })),
    ...bodies.flatMap((body): Bilingual[] => {
      const own = items.filter((item) => item.code === body.item);
      const kind = body.gives === 'points' ? 'graded' : 'deductions';
      const fits =
        own.length > 0 && own.every((item) => item.assessor === body.id && item.rule.kind === kind);
      return fits
        ? []
        : [
            {
              zh: `${body.name}负责的 ${body.item} 不在细则里，或者不归它评，或者不是${body.gives === 'points' ? '评分' : '逐笔扣分'}的项目`,
              en: `${body.item}, which is ${body.id}’s, is not in the rubric, not for that body, or not of kind ${kind}`,
            },
          ];
    }),
    ...[...assessors]
      .filter((each) => each !== 'county-office' && !bodies.some((body) => body.id === each))
      .map((each) => ({
        zh: `细则里的评分部门“${each}”不是本年度的牵头部门`,
        en: `the rubric’s assessor “${each}” is no lead body of the year`,
      })),
  ];
}
