import type { CityDeduction } from '../../domain/assessment/city-deduction.ts';
import type { HandIn } from '../../domain/assessment/deduction.ts';
import type { Cycle, LeadBody } from '../../domain/cycle/cycle.ts';
import type { Inputs } from '../../domain/scoring/inputs.ts';
import type { Instant } from '../../domain/values.ts';
import type { OfficeRecords } from './read-records.ts';

type Header = Omit<Inputs, 'units'>;

/** What of a year's inputs is no unit's own: the bodies with their hand-ins, and the city's deductions. */
export function inputsHeader(cycle: Cycle, office: OfficeRecords, frozenAt: Instant): Header {
  const { id, rubric, demonstration } = cycle;
  return {
    format: 'biaochi-inputs/1',
    cycle: id,
    demonstration,
    frozenAt,
    rubric,
    bodies: office.bodies.map(({ body, handIn }) => bodyHeader(body, handIn)),
    cityDeductions: office.cityDeductions.map(cityHeader),
  };
}

function bodyHeader({ id, name, unit, item }: LeadBody, handIn: HandIn): Header['bodies'][number] {
  if (handIn.status === 'handed-in') {
    return { id, name, unit, item, handIn: { state: 'handed-in', at: handIn.at, note: noteOf(handIn) } };
  }
  return { id, name, unit, item, handIn: { state: 'silent', at: null, note: null } };
}

/** What the report prints beside the body. */
function noteOf({ note, onBehalf }: Extract<HandIn, { status: 'handed-in' }>): string | null {
  return onBehalf === null ? note : `县政府办代为报送：${onBehalf}`;
}

function cityHeader({ id, body, item, points, document, fact, decidedOn }: CityDeduction) {
  return { id, body, item, points, document, fact, decidedOn };
}
