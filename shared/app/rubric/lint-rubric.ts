import * as collections from '../../contracts/collections.ts';
import { rubric } from '../../domain/rubric/rubric.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';

/** Nobody reads more; and an answer has to fit into what a function may return (6 MB). */
const shownAtMost = 500;

/** Faults of a rubric's text, each with its line; when there are none, remarks on it for the year's units and targets. */
export function lintRubric(deps: Readonly<{ store: Store }>): UseCase<'lintRubric'> {
  return async ({ params, body }) => {
    await load.cycle(deps.store, params.cycle);
    // Loaded by the first call that has a rubric read: no other does.
    const [{ lintRubric: lint }, { placesOf, readDocument }] = await Promise.all([
      import('../../domain/rubric/lint/lint-rubric.ts'),
      import('../../formats/read-document.ts'),
    ]);
    const read = readDocument(body.text, rubric);
    if (!read.ok) {
      const { length } = read.faults;
      return {
        faults: read.faults.slice(0, shownAtMost),
        findings: [],
        notShown: Math.max(0, length - shownAtMost),
      };
    }
    const units = (await deps.store.all(collections.units, params)).map((each) => each.value);
    const placeOf = placesOf(body.text);
    const all = lint(read.value, { units });
    const warningsFirst = [
      ...all.filter((each) => each.severity === 'warning'),
      ...all.filter((each) => each.severity === 'note'),
    ];
    const findings = warningsFirst.slice(0, shownAtMost).map(({ path, ...finding }) => ({
      ...finding,
      path: path.join('.'),
      ...placeOf(path),
    }));
    return {
      faults: [],
      findings: findings.sort((a, b) => a.line - b.line || a.column - b.column),
      notShown: all.length - findings.length,
    };
  };
}
