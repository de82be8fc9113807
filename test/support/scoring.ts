import { readFileSync } from 'node:fs';
import path from 'node:path';
import { itemsOf, rubric, type Rubric } from '../../shared/domain/rubric/rubric.ts';
import { compileRubric } from '../../shared/domain/scoring/compile-rubric.ts';
import type { Inputs, ItemInputs, UnitInputs } from '../../shared/domain/scoring/inputs.ts';
import { readDocument } from '../../shared/formats/read-document.ts';

/** The real rules of 2018. */
export const rubric2018 = rubric.parse(
  JSON.parse(
    readFileSync(path.join(import.meta.dirname, '../../shared/domain/rubric/library/2018.json'), 'utf8'),
  ),
);

/** The same, made ready for scoring. */
export const rules2018 = compileRubric(rubric2018);

/** Its one scheme, and that scheme's items. */
export const scheme2018 = rubric2018.schemes[0]!;
export const items2018 = itemsOf(scheme2018);

/** A made-up rubric of the library, by the name of its file. */
export function libraryRubric(name: string): Rubric {
  const file = path.join(import.meta.dirname, `../../shared/domain/rubric/library/${name}.yaml`);
  const read = readDocument(readFileSync(file, 'utf8'), rubric);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.value;
}

const given = (points: string, reason: string | null = null): ItemInputs => ({
  evidence: 0,
  assessments: [{ assessor: 'a1', points, reason }],
});

/** Every item at full marks: 100 points with the register exactly on target. */
export function perfectItems(): UnitInputs['items'] {
  return {
    A1: { evidence: 1 },
    A2: { evidence: 1 },
    A3: { evidence: 1 },
    B1: given('6'),
    B2: { ...given('3'), evidence: 1 },
    B3: { evidence: 3, kinds: ['notice-board', 'screen', 'wechat'] },
    C2: given('2'),
    C3: given('5'),
    C4: given('5'),
    C5: given('2'),
    C6: given('25'),
    C7: given('2'),
    C8: given('5'),
    C9: given('6'),
    C10: given('2'),
  };
}

export function register(count: number): UnitInputs['measures'] {
  return {
    register: {
      count,
      registered: count,
      notCounted: {},
      months: [count, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      columns: {},
    },
  };
}

/** A unit at full marks; a test changes what it is about. */
export function perfectUnit(over: Partial<UnitInputs> = {}): UnitInputs {
  const target = over.target ?? 240;
  return {
    unit: '002',
    order: 2,
    name: '商务局',
    class: 'department',
    parent: null,
    target,
    measures: register(target),
    items: perfectItems(),
    incidents: [],
    cityDeductions: [],
    ...over,
  };
}

export function inputsOf(units: UnitInputs[], over: Partial<Inputs> = {}): Inputs {
  return {
    format: 'biaochi-inputs/1',
    cycle: '2018',
    demonstration: true,
    frozenAt: '2019-01-05T00:00:00.000Z',
    rubric: { id: '2018', version: 1 },
    bodies: [],
    cityDeductions: [],
    units,
    ...over,
  };
}
