import * as collections from '../contracts/collections.ts';
import type { AuditEntry } from '../domain/audit/audit-event.ts';
import { repeatedWithinMinutes, type HandOut } from '../domain/audit/hand-out.ts';
import { refuse } from '../domain/errors.ts';
import type { Instant } from '../domain/values.ts';
import type { Store } from '../ports/store.ts';
import { fingerprintOf, idFrom } from './new-id.ts';
import { create, createOnce } from './writes.ts';

/**
 * Puts on record that something is handed out, before it leaves: once for a call, however often that is repeated because its answer
 * was lost. With other content than at first, or long after, the same key is refused: nothing may go out without an entry.
 * @param of `content` is what makes it the same handing out; `entry` what is said of it, but for when and by whom
 * @returns when it was handed out
 * @throws Refusal `idempotency-key-reused`
 */
export async function handOutOnce(
  store: Store,
  of: Readonly<Pick<HandOut, 'cycle' | 'kind' | 'by' | 'at'> & { key: string; content: unknown }>,
  stream: string,
  entry: Pick<AuditEntry, 'action' | 'subject' | 'details'>,
): Promise<Instant> {
  const { cycle, kind, by, at, key, content } = of;
  const id = { cycle, id: idFrom(`hand-out ${cycle} ${kind} ${by}`, key) };
  const value: HandOut = { ...id, kind, by, at };
  const fingerprint = fingerprintOf({ kind, content });
  const made = await createOnce(
    store,
    { in: collections.handOuts, id, value, fingerprint },
    {
      stream,
      writes: [create(collections.handOuts, id, value, fingerprint)],
      audit: { ...entry, at, actor: by },
    },
  );
  if (Date.parse(at) - Date.parse(made.at) > repeatedWithinMinutes * 60_000)
    throw refuse.conflict('idempotency-key-reused');
  return made.at;
}
