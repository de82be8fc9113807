import { collections, streams } from '../../contracts/collections.ts';
import { requireInTime, type Appeal } from '../../domain/appeals/appeal.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import { refuse } from '../../domain/errors.ts';
import { requireUnitStaff } from '../../domain/people/member.ts';
import type { Clock } from '../../ports/services.ts';
import { load } from '../load.ts';
import { fingerprintOf, idFrom } from '../new-id.ts';
import { itemsFor } from '../rubric-item.ts';
import type { UseCase } from '../use-case.ts';
import { create, createOnce } from '../writes.ts';
import { appealView } from './appeal-view.ts';
import { appealWindowOf, type AppealDeps } from './appeal-window.ts';

/** A unit disputes one item of the report that is published, once for each revision of it. */
export function fileAppeal(deps: AppealDeps & Readonly<{ clock: Clock }>): UseCase<'fileAppeal'> {
  const { store } = deps;
  return async ({ member, key, params, body }) => {
    requireUnitStaff(member, params.unit);
    const unit = (await load.unit(store, params.cycle, params.unit)).value;
    const id = idFrom(`appeal ${params.cycle} ${params.unit}`, key);
    const place = { ...params, appeal: id };
    const fingerprint = fingerprintOf(body);
    const there = await store.get(collections.appeals, place);
    if (there !== null && there.fingerprint === fingerprint) return appealView(there.value);

    const window = await appealWindowOf(deps, params.cycle);
    if (window === null) throw refuse.missing('report-unknown');
    const at = await deps.clock.now();
    requireInTime(window.lastDay, shanghaiDay(at));
    (await itemsFor(store, unit))(body.item);
    for (const evidence of body.evidence) await load.evidence(store, { ...params, evidence });
    const open = (await store.all(collections.appeals, params)).map(({ value }) => value);
    const same = open.some(
      (each) => each.item === body.item && each.revision === window.revision && each.status !== 'withdrawn',
    );
    if (same) throw refuse.wrongState('appeal-filed-already', { item: body.item });

    const { run, revision } = window;
    const value: Appeal = {
      ...params,
      ...body,
      id,
      run,
      revision,
      status: 'filed',
      filedAt: at,
      filedBy: member.subject,
    };
    const made = await createOnce(
      store,
      { in: collections.appeals, id: place, value, fingerprint },
      {
        stream: streams.appeals(params.cycle, params.unit),
        writes: [create(collections.appeals, place, value, fingerprint)],
        audit: {
          at,
          actor: member.subject,
          action: 'appeal.file',
          subject: `appeal:${id}`,
          details: { item: body.item, run, content: fingerprint },
        },
      },
    );
    return appealView(made);
  };
}
