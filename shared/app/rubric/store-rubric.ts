import { rubrics } from '../../contracts/stored-rubric.ts';
import { streams } from '../../contracts/streams.ts';
import { refuse } from '../../domain/errors.ts';
import { toCanonicalJson } from '../../domain/scoring/canonical-json.ts';
import type { Clock } from '../../ports/services.ts';
import { AlreadyThere, type Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { fingerprintOf, idFrom, sha256Hex } from '../new-id.ts';
import type { UseCase } from '../use-case.ts';
import { create } from '../writes.ts';
import { readRubricBody } from './read-rubric-body.ts';
import { versionViewer } from './version-view.ts';

/** A list of versions reads them all. A county that needs more has more than one rubric. */
const mostVersions = 99;
/** A record may have 400 KB in the table; a rubric's own JSON leaves room for what surrounds it. The largest known has 18 KB. */
const mostBytes = 300_000;
/** Tries when others store versions in the same moment: each takes the next number. */
const tries = 5;

/**
 * Stores a rubric as the cycle's next version, whatever number it says itself. A stored version never changes: a mended one
 * is the next. It counts for nothing until it is adopted.
 */
export function storeRubric(deps: Readonly<{ store: Store; clock: Clock }>): UseCase<'storeRubric'> {
  return async ({ member, key, params, body }) => {
    const cycle = (await load.cycle(deps.store, params.cycle)).value;
    const view = await versionViewer(deps.store, member, cycle);
    // The number is not known to who asks, so it is by the key that the same request is known again.
    const request = idFrom(`rubric ${params.cycle}`, key);
    const fingerprint = `${request} ${fingerprintOf(body)}`;
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      const there = await deps.store.all(rubrics, params);
      const earlier = there.find((each) => each.fingerprint?.startsWith(`${request} `) === true);
      if (earlier !== undefined) {
        if (earlier.fingerprint !== fingerprint) throw refuse.conflict('idempotency-key-reused');
        return view(earlier.value);
      }

      const version = Math.max(0, ...there.map((each) => each.value.version)) + 1;
      if (version > mostVersions) throw refuse.wrongState('rubric-versions-used-up', { most: mostVersions });
      const rubric = await readRubricBody(body, version);
      const json = toCanonicalJson(rubric);
      const bytes = new TextEncoder().encode(json).length;
      if (bytes > mostBytes) throw refuse.tooLarge('rubric-too-large', { bytes, most: mostBytes });

      const at = await deps.clock.now();
      const record = { ...params, version, rubric, storedAt: at, storedBy: member.subject };
      try {
        await deps.store.commit({
          stream: streams.rubrics(params.cycle),
          writes: [create(rubrics, { ...params, version }, record, fingerprint)],
          audit: {
            at,
            actor: member.subject,
            action: 'rubric.store',
            subject: `rubric:${version}`,
            details: { version, rubricSha256: sha256Hex(json) },
          },
        });
        return await view(record);
      } catch (error) {
        // Somebody else took the number in this moment; theirs stands, and this one is the next.
        if (!(error instanceof AlreadyThere)) throw error;
      }
    }
    throw refuse.unavailable('busy-try-again');
  };
}
