import { answerRequest } from '../../../../shared/app/requests/answer-request.ts';
import { recordRequest } from '../../../../shared/app/requests/record-request.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import type { RequestView } from '../../../../shared/contracts/request-views.ts';
import type { Outcome, RequestEntry } from '../../../../shared/domain/requests/request.ts';
import { stateCouncilCalendar } from '../../../../shared/formats/state-council-calendar.ts';
import { sampleRequestEntry } from '../../../support/requests.ts';
import { asked, in002, people, sampleWorld } from '../world.ts';

/** The small loaded year with a calendar, for the use cases of requests. */
export async function requestsWorld() {
  return { ...(await sampleWorld()), calendar: stateCouncilCalendar() };
}
export type RequestsWorld = Awaited<ReturnType<typeof requestsWorld>>;

export const requests002 = streams.requests('2018', '002');

let drawn = 0;
/** A key that no other call of the test run has. */
export function freshKey(): string {
  drawn += 1;
  return `key-${String(drawn).padStart(16, '0')}`;
}

export function record(
  world: RequestsWorld,
  over: Partial<RequestEntry> = {},
  key = freshKey(),
): Promise<RequestView> {
  return recordRequest(world)(asked(people.clerk002, in002, sampleRequestEntry(over), key));
}

export function answer(
  world: RequestsWorld,
  request: string,
  on: string,
  outcome: Outcome = 'granted',
): Promise<RequestView> {
  return answerRequest(world)(asked(people.clerk002, { ...in002, request }, { on, outcome }));
}
