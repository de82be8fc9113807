import type * as z from 'zod/mini';
import type { appealRoutes } from '../../../shared/contracts/appeal-routes.ts';
import type { planRoutes } from '../../../shared/contracts/plan-routes.ts';
import type { problemRoutes } from '../../../shared/contracts/problem-routes.ts';
import type { cycleView } from '../../../shared/contracts/session-views.ts';
import type { RunView } from '../../../shared/contracts/run-views.ts';
import { shanghaiDay } from '../../../shared/domain/calendar.ts';
import type { TextKey } from '../texts/zh.ts';

/** What the year's course is read from; what has not come yet is left out of the picture. */
export type YearFacts = Readonly<{
  cycle: z.output<typeof cycleView>;
  plans: z.output<typeof planRoutes.listWorkPlans.output>['items'];
  runs: readonly RunView[];
  appeals: z.output<typeof appealRoutes.listAppeals.output>['figures'] | null;
  letters: z.output<typeof problemRoutes.listProblemLetters.output> | null;
}>;

/** A stage of the year. `on` is null for what has no day of its own yet. */
export type Stage = Readonly<{
  id: string;
  title: TextKey;
  facts: Readonly<Record<string, string | number>>;
  on: string | null;
  state: 'done' | 'now' | 'late' | 'next';
  /** The screen where it is done, below the year; null where there is none. */
  to: string | null;
}>;

/** The stages of a year in their order, and how far each is on a day. */
export function yearTimeline(of: YearFacts, today: string): readonly Stage[] {
  const { window, settings, published } = of.cycle;
  const since = (day: string): Stage['state'] => (today >= day ? 'done' : 'next');
  const stages: Stage[] = [
    {
      id: 'opens',
      title: 'tlOpens',
      facts: {},
      on: window.opensOn,
      state: since(window.opensOn),
      to: 'units',
    },
  ];
  if (settings.contacts !== null) {
    const { dueOn } = settings.contacts;
    stages.push({
      id: 'contacts',
      title: 'tlContacts',
      facts: {},
      on: dueOn,
      state: since(dueOn),
      to: 'contacts',
    });
  }
  stages.push(...quarters(of.plans, today));
  stages.push({
    id: 'closes',
    title: 'tlCloses',
    facts: {},
    on: window.closesOn,
    state: today > window.closesOn ? 'done' : 'next',
    to: 'units',
  });
  stages.push(runStage(of, today));
  const publishedOn = published === null ? null : shanghaiDay(published.at);
  stages.push({
    id: 'published',
    title: published?.withdrawn == null ? 'tlPublished' : 'tlWithdrawn',
    facts: { revision: published?.revision ?? 1 },
    on: publishedOn,
    state: published === null ? 'next' : 'done',
    to: 're-evaluation',
  });
  const open = of.appeals === null ? 0 : of.appeals.filed + of.appeals.answered;
  stages.push({
    id: 'appeals',
    title: open > 0 ? 'tlAppealsOpen' : 'tlAppeals',
    facts: { days: settings.appealDays, count: open },
    on: null,
    state: published === null ? 'next' : open > 0 ? 'now' : 'done',
    to: 'appeals',
  });
  stages.push(lettersStage(of.letters, today));
  return [...stages].sort((left, right) =>
    left.on === null || right.on === null ? 0 : left.on < right.on ? -1 : left.on > right.on ? 1 : 0,
  );
}

/** The bodies' summaries of a quarter together: how many have come of how many. */
function quarters(plans: YearFacts['plans'], today: string): Stage[] {
  return [1, 2, 3, 4].flatMap((quarter): Stage[] => {
    const all = plans.flatMap(({ summaries }) => summaries.filter((each) => each.quarter === quarter));
    const [first] = all;
    if (first === undefined) return [];
    const done = all.filter(({ text }) => text !== null).length;
    const late = all.some(({ overdue }) => overdue);
    return [
      {
        id: `quarter-${quarter}`,
        title: 'tlQuarter',
        facts: { quarter, done, total: all.length },
        on: first.dueOn,
        state: done === all.length ? 'done' : late || today > first.dueOn ? 'late' : 'next',
        to: 'lead-bodies',
      },
    ];
  });
}

function runStage({ runs, cycle }: YearFacts, today: string): Stage {
  const run = [...runs].reverse().find(({ kind }) => kind === 'year-end');
  const state =
    run?.status === 'active'
      ? run.stopped === null
        ? 'now'
        : 'late'
      : run?.status === 'published'
        ? 'done'
        : today > cycle.window.closesOn
          ? 'now'
          : 'next';
  return {
    id: 'run',
    title: run?.status === 'active' ? (run.stopped === null ? 'tlRunNow' : 'tlRunStopped') : 'tlRun',
    facts: {},
    on: run === undefined ? null : shanghaiDay(run.startedAt),
    state,
    to: 'run',
  };
}

function lettersStage(letters: YearFacts['letters'], today: string): Stage {
  const figures = letters?.figures;
  const mendBy = letters?.items[0]?.mendBy ?? null;
  const left = figures === undefined ? 0 : figures.open + figures.reported;
  const isIssued = figures !== undefined && figures.units > 0;
  return {
    id: 'letters',
    title: isIssued ? 'tlLettersIssued' : 'tlLetters',
    facts: { mended: figures?.mended ?? 0, left },
    on: mendBy,
    state: !isIssued ? 'next' : left === 0 ? 'done' : mendBy !== null && today > mendBy ? 'late' : 'now',
    to: 'problem-letters',
  };
}
