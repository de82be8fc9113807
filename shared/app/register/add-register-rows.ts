import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { requireOpenWindow } from '../../domain/cycle/cycle.ts';
import { refuse } from '../../domain/errors.ts';
import { requireUnitStaff } from '../../domain/people/member.ts';
import type { RegisterRow } from '../../domain/register/register-row.ts';
import type { Clock } from '../../ports/services.ts';
import { AlreadyThere, type Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { fingerprintOf, idFrom } from '../new-id.ts';
import type { UseCase } from '../use-case.ts';
import { create } from '../writes.ts';
import { requireColumns } from './columns.ts';

/** Adds rows to a unit's register, all or none; one audit entry for the batch, with the hash of what it added. */
export function addRegisterRows(deps: Readonly<{ store: Store; clock: Clock }>): UseCase<'addRegisterRows'> {
  return async ({ member, key, params, body }) => {
    requireUnitStaff(member, params.unit);
    const cycle = (await load.cycle(deps.store, params.cycle)).value;
    await load.unit(deps.store, params.cycle, params.unit);
    const at = await deps.clock.now();
    requireOpenWindow(cycle, at);
    requireColumns(cycle, body.rows);

    const fingerprint = fingerprintOf(body);
    const scope = `register ${params.cycle} ${params.unit}`;
    const rows = body.rows.map((entry, index): RegisterRow => ({
      ...params,
      id: idFrom(scope, key, index),
      entry,
      status: 'current',
      withdrawnReason: null,
      addedAt: at,
      changedAt: at,
    }));
    try {
      await deps.store.commit({
        stream: streams.unit(params.cycle, params.unit),
        writes: rows.map((row) =>
          create(collections.registerRows, { ...params, row: row.id }, row, fingerprint),
        ),
        audit: {
          at,
          actor: member.subject,
          action: 'register.add',
          subject: `unit:${params.unit}`,
          details: { rows: rows.length, first: rows[0]?.id ?? null, content: fingerprint },
        },
      });
      return { items: rows };
    } catch (error) {
      if (!(error instanceof AlreadyThere)) throw error;
      return { items: await rowsOfEarlierCall(deps.store, params, rows, fingerprint) };
    }
  };
}

async function rowsOfEarlierCall(
  store: Store,
  unit: Readonly<{ cycle: string; unit: string }>,
  rows: readonly RegisterRow[],
  fingerprint: string,
): Promise<RegisterRow[]> {
  const found = await Promise.all(
    rows.map((row) => store.get(collections.registerRows, { ...unit, row: row.id })),
  );
  return found.map((each) => {
    if (each?.fingerprint !== fingerprint) throw refuse.conflict('idempotency-key-reused');
    return each.value;
  });
}
