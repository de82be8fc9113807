import { itemsOf, schemeFor, type Item, type Rubric } from '../rubric/rubric.ts';
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
    ...uniqueBy(
      items.filter((item) => item.assessor !== 'county-office'),
      (item) => `${item.assessor} ${item.code}`,
    ).flatMap((item) => strangers(item, bodies)),
  ];
}

/** An item that is for a body to give, which the year does not know or knows for another item: nobody could give it. */
function strangers({ assessor, code }: Item, bodies: CycleParts['bodies']): Bilingual[] {
  const body = bodies.find((each) => each.id === assessor);
  if (body === undefined) {
    return [
      {
        zh: `${code} 的评分部门“${assessor}”不是本年度的牵头部门`,
        en: `“${assessor}”, who gives ${code}, is no lead body of the year`,
      },
    ];
  }
  if (body.item === code) return [];
  return [
    {
      zh: `细则让${body.name}评 ${code}，但它本年度负责的是 ${body.item}`,
      en: `the rubric has ${assessor} give ${code}, but in this year ${body.item} is that body’s`,
    },
  ];
}

function uniqueBy<Thing>(things: readonly Thing[], keyOf: (of: Thing) => string): Thing[] {
  return [...new Map(things.map((each) => [keyOf(each), each])).values()];
}
