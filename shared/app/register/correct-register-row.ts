import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { requireOpenWindow } from '../../domain/cycle/cycle.ts';
import { refuse } from '../../domain/errors.ts';
import { requireUnitStaff } from '../../domain/people/member.ts';
import { correctRow, rowAsItWas } from '../../domain/register/register-row.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { fingerprintOf } from '../new-id.ts';
import type { UseCase } from '../use-case.ts';
import { create, replace } from '../writes.ts';
import { requireColumns } from './columns.ts';

/**
 * Corrects a row; what it said before is kept. Stating what it already says changes nothing.
 * @throws Refusal `changed-meanwhile` where the caller states what they saw, and somebody has changed the row since
 */
export function correctRegisterRow(
  deps: Readonly<{ store: Store; clock: Clock }>,
): UseCase<'correctRegisterRow'> {
  return async ({ member, params, query, body }) => {
    requireUnitStaff(member, params.unit);
    const cycle = (await load.cycle(deps.store, params.cycle)).value;
    const at = await deps.clock.now();
    requireOpenWindow(cycle, at);
    requireColumns(cycle, [body]);
    const before = await load.row(deps.store, params);
    const [was, is] = [fingerprintOf(before.value.entry), fingerprintOf(body)];
    if (before.value.status === 'current' && was === is) return before.value;

    if (query.seen !== undefined && query.seen !== before.value.changedAt)
      throw refuse.conflict('changed-meanwhile');
    const row = correctRow(before.value, body, at);
    await deps.store.commit({
      stream: streams.unit(params.cycle, params.unit),
      writes: [
        replace(collections.registerRows, params, before, row),
        create(
          collections.registerRowVersions,
          { ...params, version: before.version },
          rowAsItWas(before.value, before.version, { by: member.subject, at: row.changedAt }),
        ),
      ],
      audit: {
        at,
        actor: member.subject,
        action: 'register.correct',
        subject: `row:${row.id}`,
        details: { was, is },
      },
    });
    return row;
  };
}
