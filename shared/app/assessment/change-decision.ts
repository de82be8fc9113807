import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { Signed, TwoPersons } from '../../domain/assessment/two-persons.ts';
import { requireNotOwnUnit, type Member } from '../../domain/people/member.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { replace } from '../writes.ts';
import { cityDeductionView } from './city-deduction-view.ts';
import { incidentView } from './incident-view.ts';

type Deps = Readonly<{ store: Store; clock: Clock }>;

/** A step of a decision that takes two persons, and how to know that this member has taken it already. */
export type DecisionStep = Readonly<{
  action: 'confirm' | 'ask-revocation' | 'confirm-revocation';
  take: (of: TwoPersons, by: Signed) => TwoPersons;
  isTaken: (of: TwoPersons, by: string) => boolean;
}>;

/** Takes a step of an incident's decision. Nobody of the unit does; taking it again finds it done. */
export async function changeIncident(
  deps: Deps,
  call: Readonly<{ member: Member; params: Readonly<{ cycle: string; incident: string }> }>,
  step: DecisionStep,
) {
  const { member, params } = call;
  const before = await load.incident(deps.store, params);
  requireNotOwnUnit(member, before.value.unit);
  if (step.isTaken(before.value.decision, member.subject)) return incidentView(before.value, member);
  const at = await deps.clock.now();
  const value = { ...before.value, decision: step.take(before.value.decision, { by: member.subject, at }) };
  await deps.store.commit({
    stream: streams.office(params.cycle),
    writes: [replace(collections.incidents, params, before, value)],
    audit: {
      at,
      actor: member.subject,
      action: `incident.${step.action}`,
      subject: `incident:${value.id}`,
      details: {},
    },
  });
  return incidentView(value, member);
}

/** Takes a step of a city deduction's decision. Nobody of the unit that it hits does; taking it again finds it done. */
export async function changeCityDeduction(
  deps: Deps,
  call: Readonly<{ member: Member; params: Readonly<{ cycle: string; deduction: string }> }>,
  step: DecisionStep,
) {
  const { member, params } = call;
  const before = await load.cityDeduction(deps.store, params);
  const { unit } = (await load.body(deps.store, params.cycle, before.value.body)).value;
  if (unit !== null) requireNotOwnUnit(member, unit);
  if (step.isTaken(before.value.decision, member.subject)) {
    return cityDeductionView(before.value, member, unit);
  }
  const at = await deps.clock.now();
  const value = { ...before.value, decision: step.take(before.value.decision, { by: member.subject, at }) };
  await deps.store.commit({
    stream: streams.office(params.cycle),
    writes: [replace(collections.cityDeductions, params, before, value)],
    audit: {
      at,
      actor: member.subject,
      action: `city-deduction.${step.action}`,
      subject: `city-deduction:${value.id}`,
      details: {},
    },
  });
  return cityDeductionView(value, member, unit);
}
