import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { requireInTime, type Appeal } from '../../domain/appeals/appeal.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import { refuse } from '../../domain/errors.ts';
import { requireUnitStaff } from '../../domain/people/member.ts';
import type { Clock } from '../../ports/services.ts';
import { AlreadyThere } from '../../ports/store.ts';
import * as load from '../load.ts';
import { fingerprintOf, idFrom } from '../new-id.ts';
import { itemsFor } from '../rubric-item.ts';
import type { UseCase } from '../use-case.ts';
import { create } from '../writes.ts';
import { appealView } from './appeal-view.ts';
import { appealsOfUnit } from './appeals-of.ts';
import { appealWindowOf, type AppealDeps } from './appeal-window.ts';

/**
 * A unit disputes one item of the report that is published, once for each revision of it. The appeal's id follows from the item
 * and the revision, so that of two that are filed at the same moment the store takes one.
 */
export function fileAppeal(deps: AppealDeps & Readonly<{ clock: Clock }>): UseCase<'fileAppeal'> {
  const { store } = deps;
  return async ({ member, key, params, body }) => {
    requireUnitStaff(member, params.unit);
    const unit = (await load.unit(store, params.cycle, params.unit)).value;
    const filed = await appealsOfUnit(store, params);
    const request = idFrom(`appeal ${params.cycle} ${params.unit}`, key);
    const fingerprint = `${request} ${fingerprintOf(body)}`;
    const again = filed.find((each) => each.fingerprint?.startsWith(`${request} `) === true);
    if (again !== undefined) {
      if (again.fingerprint !== fingerprint) throw refuse.conflict('idempotency-key-reused');
      return appealView(store, again.value);
    }

    const window = await appealWindowOf(deps, params.cycle);
    if (window === null) throw refuse.missing('report-unknown');
    const at = await deps.clock.now();
    requireInTime(window.lastDay, shanghaiDay(at));
    (await itemsFor(store, unit))(body.item);
    for (const evidence of body.evidence) await load.evidence(store, { ...params, evidence });
    const { run, revision } = window;
    const same = filed.filter(({ value }) => value.item === body.item && value.revision === revision);
    if (same.some(({ value }) => value.status !== 'withdrawn'))
      throw refuse.wrongState('appeal-filed-already', { item: body.item });

    const place = {
      ...params,
      appeal: idFrom(`appeal ${params.cycle} ${params.unit}`, `${revision} ${body.item} ${same.length}`),
    };
    const value: Appeal = {
      ...params,
      ...body,
      id: place.appeal,
      run,
      revision,
      status: 'filed',
      filedAt: at,
      filedBy: member.subject,
    };
    try {
      await store.commit({
        stream: streams.appeals(params.cycle, params.unit),
        writes: [create(collections.appeals, place, value, fingerprint)],
        audit: {
          at,
          actor: member.subject,
          action: 'appeal.file',
          subject: `appeal:${value.id}`,
          details: { item: body.item, run, content: fingerprintOf(body) },
        },
      });
    } catch (error) {
      if (!(error instanceof AlreadyThere)) throw error;
      throw refuse.wrongState('appeal-filed-already', { item: body.item });
    }
    return appealView(store, value);
  };
}
