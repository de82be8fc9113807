import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { openDurableMap } from '../durable-map.ts';
import type { Deliveries } from '../events/deliveries.ts';
import type { Targets } from '../events/targets.ts';
import { LocalRuntimeError } from '../local-runtime-error.ts';
import type { RuleResource, ScheduleResource } from '../template/deployment.ts';
import { place } from '../template/physical-ids.ts';
import { readSchedule, type ScheduleTimes } from './schedule-times.ts';

export type Scheduler = Readonly<{
  /**
   * Does now what the schedule would do at its time, in the same way (durable, repeated when it fails).
   * @param named a schedule's (or scheduled rule's) name or logical id
   * @throws LocalRuntimeError `schedule-unknown`
   */
  fire: (named: string) => void;
  /** Begins to watch the clock. */
  start: () => void;
  close: () => void;
}>;

type Options = Readonly<{
  schedules: readonly ScheduleResource[];
  /** Those with a ScheduleExpression are watched; the others are the event bus's. */
  rules: readonly RuleResource[];
  dir: string;
  targets: Targets;
  deliveries: Pick<Deliveries, 'accept'>;
  log: (line: string) => void;
  now?: () => Date;
}>;

/** One thing to do at its times. */
type Job = Readonly<{
  name: string;
  logicalId: string;
  enabled: boolean;
  times: ScheduleTimes;
  from: Date | undefined;
  until: Date | undefined;
  run: (scheduledFor: Date) => void;
}>;

/** The clock is looked at this often: schedules are to the minute, and a laptop that slept catches up at once. */
const lookMs = 1_000;

/** Scheduler keeps trying for 24 hours; a machine that was off that long has missed the time for good. */
const longestDelayMs = 24 * 3_600_000;

/**
 * Runs the template's schedules and scheduled rules. A time that came while the runtime was off is made up for at the
 * next start when it lies less than 24 hours back, once.
 * @throws LocalRuntimeError `template-unsupported` for an expression or target that is not carried out here
 */
export function createScheduler(options: Options): Scheduler {
  const { dir, log, now = () => new Date() } = options;
  mkdirSync(dir, { recursive: true });
  const jobs = [
    ...options.schedules.map((schedule) => scheduleJob(schedule, options)),
    ...options.rules.flatMap((rule) => ruleJob(rule, options)),
  ];
  // The last time that was seen to for each, so that a restart neither repeats nor loses one.
  const seenTo = openDurableMap(path.join(dir, 'schedules.jsonl'), z.iso.datetime());
  let timer: NodeJS.Timeout | undefined;

  const look = (): void => {
    const present = now();
    for (const job of jobs) {
      const last = seenTo.get(job.name);
      if (last === undefined) {
        seenTo.set(job.name, present.toISOString());
        continue;
      }
      const due = job.times(new Date(last));
      if (due === undefined || due > present) continue;
      seenTo.set(job.name, present.toISOString());
      if (
        !job.enabled ||
        (job.from !== undefined && due < job.from) ||
        (job.until !== undefined && due > job.until)
      )
        continue;
      if (present.getTime() - due.getTime() > longestDelayMs)
        log(`${job.name} was due at ${due.toISOString()} while the runtime was off`);
      else job.run(due);
    }
  };

  return {
    fire: (named) => {
      const job = jobs.find(({ name, logicalId }) => name === named || logicalId === named);
      if (job === undefined) throw unknownSchedule(named);
      job.run(now());
    },
    start: () => {
      look();
      timer = setInterval(look, lookMs);
    },
    close: () => {
      clearInterval(timer);
      seenTo.close();
    },
  };
}

function scheduleJob({ logicalId, id, properties }: ScheduleResource, { targets, deliveries }: Options): Job {
  const owner = `AWS::Scheduler::Schedule "${logicalId}"`;
  const { Target: target, StartDate: from, EndDate: until } = properties;
  targets.check(target.Arn, owner);
  return {
    name: id.name,
    logicalId,
    enabled: properties.State === 'ENABLED',
    times: readSchedule(properties.ScheduleExpression, properties.ScheduleExpressionTimezone, owner),
    from: from === undefined ? undefined : new Date(from),
    until: until === undefined ? undefined : new Date(until),
    run: (scheduledFor) => {
      const payload =
        target.Input === undefined
          ? scheduledEvent('aws.scheduler', id.arn, scheduledFor)
          : parseInput(withContext(target.Input, id.arn, scheduledFor));
      deliveries.accept({
        target: target.Arn,
        payload,
        deadLetterQueue: target.DeadLetterConfig?.Arn ?? null,
      });
    },
  };
}

function ruleJob({ logicalId, id, properties }: RuleResource, { targets, deliveries }: Options): Job[] {
  if (properties.ScheduleExpression === undefined) return [];
  const owner = `AWS::Events::Rule "${logicalId}"`;
  for (const { Arn: arn } of properties.Targets) targets.check(arn, owner);
  return [
    {
      name: id.name,
      logicalId,
      enabled: properties.State === 'ENABLED',
      // Rules know no time zone.
      times: readSchedule(properties.ScheduleExpression, 'UTC', owner),
      from: undefined,
      until: undefined,
      run: (scheduledFor) => {
        for (const { Arn: target, Input: input, DeadLetterConfig: deadLetters } of properties.Targets) {
          const payload =
            input === undefined ? scheduledEvent('aws.events', id.arn, scheduledFor) : parseInput(input);
          deliveries.accept({ target, payload, deadLetterQueue: deadLetters?.Arn ?? null });
        }
      },
    },
  ];
}

function scheduledEvent(source: string, arn: string, at: Date): Record<string, unknown> {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source,
    account: place.account,
    time: seconds(at),
    region: place.region,
    resources: [arn],
    detail: {},
  };
}

/** The context attributes that Scheduler fills into an input. */
function withContext(input: string, arn: string, at: Date): string {
  return input
    .replaceAll('<aws.scheduler.schedule-arn>', arn)
    .replaceAll('<aws.scheduler.scheduled-time>', seconds(at))
    .replaceAll('<aws.scheduler.execution-id>', randomUUID())
    .replaceAll('<aws.scheduler.attempt-number>', '1');
}

function seconds(at: Date): string {
  return at.toISOString().replace(/\.\d{3}Z$/u, 'Z');
}

function parseInput(input: string): unknown {
  const parsed: unknown = JSON.parse(input);
  return parsed;
}

function unknownSchedule(named: string): LocalRuntimeError {
  return new LocalRuntimeError('schedule-unknown', {
    zh: `模板中没有名为 ${named} 的定时计划：请核对名称。`,
    en: `The template has no schedule ${named}: check the name.`,
  });
}
