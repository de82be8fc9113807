import { schemeFor, type Rubric } from '../rubric.ts';
import { note, unitsInEnglish, warning, type Finding } from './finding.ts';
import type { UnitOf } from './looked-at.ts';

/**
 * Whether every class of unit has rules, and every rule's class has units.
 * @param classes classes that are to be scored, whether or not units of them are known yet
 */
export function lintClasses(rubric: Rubric, units: readonly UnitOf[], classes: readonly string[]): Finding[] {
  const there = [...new Set([...classes, ...units.map((unit) => unit.class)])];
  return [
    ...there
      .filter((each) => schemeFor(rubric, each) === null)
      .map((each) => {
        const howMany = units.filter((unit) => unit.class === each).length;
        return warning(
          'class-without-scheme',
          ['schemes'],
          `类别“${each}”${howMany === 0 ? '' : `有 ${howMany} 个单位，`}没有一套规则写明用于它，评不了分。`,
          `There is no scheme for class “${each}”${howMany === 0 ? '' : ` of ${unitsInEnglish(howMany)}`}: nothing says how to score it.`,
        );
      }),
    ...(there.length === 0 ? [] : classesWithoutUnits(rubric, there)),
  ];
}

function classesWithoutUnits({ schemes }: Rubric, there: readonly string[]): Finding[] {
  return schemes.flatMap((scheme, s) =>
    (scheme.classes === 'all' ? [] : scheme.classes).flatMap((each, c) =>
      there.includes(each)
        ? []
        : [
            note(
              'class-without-units',
              ['schemes', s, 'classes', c],
              `“${scheme.label.zh}”写明用于类别“${each}”，但没有这一类的单位。请核对名称。`,
              `“${scheme.label.en}” is for class “${each}”, of which there is no unit. Please check the name.`,
            ),
          ],
    ),
  );
}
