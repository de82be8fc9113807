import { expect, test } from 'vitest';
import { createHandler } from '../../functions/event-send-reminders/handler.ts';
import { stateCouncilCalendar } from '../../shared/formats/state-council-calendar.ts';
import { noChannel } from '../support/channel.ts';
import { sampleWorld } from '../shared/app/world.ts';
import { lambdaContext, recordedLog } from './http-call.ts';

test('a round tells the log how many reminders there were, of whom and of what nothing', async () => {
  const world = await sampleWorld();
  const { log, lines } = recordedLog();
  const handler = createHandler({
    ...world,
    rehearsalClock: null,
    log,
    calendar: stateCouncilCalendar(),
    channel: noChannel,
  });
  world.clock.set('2018-06-18T01:00:00.000Z');
  const round = await handler({}, lambdaContext);
  expect(round).toMatchObject({ settled: 0, later: 0 });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('"code":"event-done"');
  expect(round.said).toBeGreaterThan(0);
  expect(lines[0]).not.toMatch(/clerk-|商务局/);
});
