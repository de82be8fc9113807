import { expect, test } from 'vitest';
import { listInbox } from '../../../../shared/app/reminders/list-inbox.ts';
import { sendReminders } from '../../../../shared/app/reminders/send-reminders.ts';
import { resumeRun } from '../../../../shared/app/run/resume-run.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { taskErrors } from '../../../../shared/contracts/tasks.ts';
import type { Member } from '../../../../shared/domain/people/member.ts';
import { defaultReminderSettings } from '../../../../shared/domain/reminders/reminder-settings.ts';
import { noChannel } from '../../../support/channel.ts';
import { bodiesWith, filledYear, inYear } from '../../../support/published-year.ts';
import { NamedFault } from '../../../support/year-machine.ts';
import { overWorld } from '../standing/standing-world.ts';
import { asked, people } from '../world.ts';

/** A year whose run cannot rank its units until the test mends it, with what each person's inbox says of the run. */
async function stoppedYear() {
  let broken = true;
  const year = await filledYear({
    before: (task) => {
      if (broken && task === 'rankUnits') throw new NamedFault(taskErrors.refused);
    },
  });
  await year.world.store.put(collections.reminderSettings, inYear, {
    ...defaultReminderSettings,
    digestOn: null,
  });
  await year.machine.fireSchedule();
  for (const [body, member] of bodiesWith) await year.handOver(body, member);
  await year.machine.settled();
  const round = () => sendReminders({ ...overWorld(year.world), channel: noChannel })();
  const told = async (member: Member) => {
    const inbox = { ...asked(member, inYear, undefined), query: { limit: 50 } };
    const { items } = await listInbox(year.world)(inbox);
    return items.filter((each) => each.kind === 'run-waits').map(({ title, status }) => [title.zh, status]);
  };
  const goOn = async () => {
    broken = false;
    await resumeRun({ ...year.world, callbacks: year.machine.callbacks })(
      asked(people.admin, { ...inYear, run: '0001' }, { from: 'score' }),
    );
    await year.machine.settled();
  };
  return { year, round, told, goOn };
}

const stopped = '年终评价停下了，等您处理';
const ready = '评价报告已生成，等待核稿和签发';

test('a run that has stopped is said once to every admin, and settled when it goes on', async () => {
  const { round, told, goOn } = await stoppedYear();
  await round();
  await round();
  expect(await told(people.admin)).toEqual([[stopped, 'open']]);
  expect(await told(people.secondAdmin)).toEqual([[stopped, 'open']]);
  for (const member of [people.signer, people.clerk002, people.reviewer])
    expect(await told(member)).toEqual([]);
  await goOn();
  await round();
  expect(await told(people.admin)).toEqual([
    [ready, 'open'],
    [stopped, 'settled'],
  ]);
});

test('a report that waits for its signature is said to the admins and to the signer, and settled when it is signed', async () => {
  const { year, round, told, goOn } = await stoppedYear();
  await goOn();
  await round();
  expect(await told(people.signer)).toEqual([[ready, 'open']]);
  await year.review('0001');
  await round();
  expect(await told(people.signer)).toEqual([[ready, 'open']]);
  await year.sign('0001');
  await round();
  expect(await told(people.signer)).toEqual([[ready, 'settled']]);
  expect(await told(people.admin)).toEqual([[ready, 'settled']]);
});
