import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { UnitConfirmationView } from '../../contracts/confirmation-routes.ts';
import {
  confirmationState,
  handedIn,
  type UnitConfirmation,
} from '../../domain/assessment/unit-confirmation.ts';
import { refuse } from '../../domain/errors.ts';
import type { Evidence } from '../../domain/evidence/evidence.ts';
import {
  holds,
  isOfUnit,
  requireUnitLeader,
  requireUnitReader,
  type Member,
} from '../../domain/people/member.ts';
import type { RegisterRow } from '../../domain/register/register-row.ts';
import { toCanonicalJson } from '../../domain/scoring/canonical-json.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { namesOf } from '../names-of.ts';
import { sha256Hex } from '../new-id.ts';
import type { UseCase } from '../use-case.ts';
import { create, replace } from '../writes.ts';

type Place = Readonly<{ cycle: string; unit: string }>;
type Deps = Readonly<{ store: Store; clock: Clock }>;

/** What a unit's year consists of now, in figures and as one hash. */
export function yearOf(rows: readonly RegisterRow[], evidence: readonly Evidence[]) {
  const content = handedIn(rows, evidence);
  return {
    contentSha256: sha256Hex(toCanonicalJson(content)),
    rows: content.rows.length,
    pieces: content.pieces.length,
  };
}

/** Whether a unit's leader stands for its year as it is now. */
export function getUnitConfirmation({ store }: Deps): UseCase<'getUnitConfirmation'> {
  return async ({ member, params }) => {
    requireUnitReader(member, params.unit);
    await load.unit(store, params.cycle, params.unit);
    const given = (await store.get(collections.unitConfirmations, params))?.value ?? null;
    return confirmationView(store, member, given, await yearNow(store, params));
  };
}

/**
 * The leader confirms the unit's year as they have seen it: a year that has changed since is refused, so that nobody signs what
 * they have not read. The freeze closes it with the unit's books. Confirming the same again changes nothing.
 */
export function confirmUnitYear({ store, clock }: Deps): UseCase<'confirmUnitYear'> {
  return async ({ member, params, body }) => {
    requireUnitLeader(member, params.unit);
    await load.unit(store, params.cycle, params.unit);
    const stream = streams.unit(params.cycle, params.unit);
    const head = await store.get(collections.streamHeads, { stream });
    const year = await yearNow(store, params);
    if (year.contentSha256 !== body.contentSha256) throw refuse.conflict('year-changed');
    const before = await store.get(collections.unitConfirmations, params);
    if (before?.value.contentSha256 === year.contentSha256 && before.value.note === body.note)
      return confirmationView(store, member, before.value, year);
    const at = await clock.now();
    const value: UnitConfirmation = {
      ...params,
      ...year,
      confirmedAt: at,
      confirmedBy: member.subject,
      note: body.note,
    };
    await store.commit({
      stream,
      // What is handed in or taken back meanwhile has not been looked at.
      after: head?.value.sequence ?? 0,
      writes: [
        before === null
          ? create(collections.unitConfirmations, params, value)
          : replace(collections.unitConfirmations, params, before, value),
      ],
      audit: {
        at,
        actor: member.subject,
        action: 'unit-year.confirm',
        subject: `unit:${params.unit}`,
        details: year,
      },
    });
    return confirmationView(store, member, value, year);
  };
}

async function yearNow(store: Store, place: Place) {
  const rows = await store.all(collections.registerRows, place);
  const evidence = await store.all(collections.evidence, place);
  return yearOf(
    rows.map(({ value }) => value),
    evidence.map(({ value }) => value),
  );
}

/** Who has signed is told to the unit, the county office and auditors. */
async function confirmationView(
  store: Store,
  member: Member,
  given: UnitConfirmation | null,
  now: ReturnType<typeof yearOf>,
): Promise<UnitConfirmationView> {
  const seesName =
    member.roles.some((held) => given !== null && isOfUnit(held, given.unit)) ||
    (['county-admin', 'signer', 'auditor'] as const).some((name) => holds(member, name));
  const nameOf = given === null || !seesName ? () => null : await namesOf(store, [given.confirmedBy]);
  return {
    state: confirmationState(given, now.contentSha256),
    now,
    confirmed:
      given === null
        ? null
        : {
            at: given.confirmedAt,
            by: nameOf(given.confirmedBy),
            rows: given.rows,
            pieces: given.pieces,
            note: given.note,
          },
  };
}
