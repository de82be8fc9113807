import { expect, test } from 'vitest';
import { createHandler } from '../../functions/event-check-links/handler.ts';
import { addRegisterRows } from '../../shared/app/register/add-register-rows.ts';
import { setLinkCheck } from '../../shared/app/link-check/link-check-settings.ts';
import { sampleEntry } from '../support/builders.ts';
import { asked, in002, notImplemented, people, sampleWorld } from '../shared/app/world.ts';
import { lambdaContext, recordedLog } from './http-call.ts';

async function callWith(secondsLeft: number) {
  const world = await sampleWorld();
  const rows = [sampleEntry({ url: 'http://www.daying.gov.cn/secret-page' })];
  await addRegisterRows(world)(asked(people.clerk002, in002, { rows }));
  await setLinkCheck(world)(asked(people.admin, { cycle: '2018' }, { domains: ['daying.gov.cn'] }));
  const { lines, log } = recordedLog();
  const handler = createHandler({
    ...world,
    rehearsalClock: null,
    log,
    fetcher:
      secondsLeft > 200
        ? { request: async () => ({ kind: 'failed', reason: 'unreachable' }) }
        : { request: notImplemented('fetcher.request') },
  });
  const context = { ...lambdaContext, getRemainingTimeInMillis: () => secondsLeft * 1_000 };
  return { answer: await handler({}, context), lines };
}

test('looks at links while there is time, and tells the log how many, never which', async () => {
  const { answer, lines } = await callWith(900);
  expect(answer).toEqual({ state: 'round-done', looked: 1, findings: 1 });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('"code":"event-done"');
  expect(lines[0]).not.toContain('daying');
});

test('begins no link that it could not finish before Lambda stops it', async () => {
  expect((await callWith(149)).answer).toEqual({ state: 'stopped', looked: 0, findings: 0 });
});
