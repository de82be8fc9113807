import type * as z from 'zod/mini';
import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { problemLetterView as view } from '../../contracts/problem-routes.ts';
import { runFiles, storageKeys } from '../../contracts/storage-keys.ts';
import type { AuditKind } from '../../domain/audit/audit-kinds.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import { refuse } from '../../domain/errors.ts';
import { requireNotOwnUnit, requireUnitReader, requireUnitStaff } from '../../domain/people/member.ts';
import {
  answerProblem as answer,
  problemFigures,
  problemsOf,
  reportProblem as report,
  type Problem,
  type ProblemLetter,
} from '../../domain/problems/problem-letter.ts';
import { result } from '../../domain/scoring/result.ts';
import type { Instant } from '../../domain/values.ts';
import type { Clock, Files } from '../../ports/services.ts';
import type { Store, Versioned } from '../../ports/store.ts';
import * as load from '../load.ts';
import { fingerprintOf } from '../new-id.ts';
import { readJson } from '../run/run-json.ts';
import type { UseCase } from '../use-case.ts';
import { create, replace } from '../writes.ts';

type Deps = Readonly<{ store: Store; clock: Clock }>;

/**
 * An admin issues every unit's problem letter (问题清单) from the published result. A letter of an earlier revision is brought up to
 * the new one: what has been reported or mended of a problem that is still there stays. Again finds it done.
 */
export function issueProblemLetters(deps: Deps & Readonly<{ runs: Files }>): UseCase<'issueProblemLetters'> {
  const { store, clock, runs } = deps;
  return async ({ member, params: { cycle }, body }) => {
    await load.cycle(store, cycle);
    const publication = (await store.get(collections.publications, { cycle }))?.value;
    if (publication === undefined || publication.withdrawn !== null)
      throw refuse.wrongState('nothing-published');
    const at = await clock.now();
    if (body.mendBy < shanghaiDay(at)) throw refuse.invalid('day-in-past', { day: body.mendBy });
    const { run, revision } = publication;
    const file = storageKeys.runFile({ cycle, run, file: runFiles.result });
    const { units } = await readJson(runs, file, result);
    const earlier = new Map(
      (await store.all(collections.problemLetters, { cycle })).map((each) => [each.value.unit, each]),
    );
    let issued = 0;
    for (const unit of units) {
      const problems = problemsOf(unit);
      const before = earlier.get(unit.unit) ?? null;
      if (problems.length === 0) continue;
      const letter: ProblemLetter = {
        ...{ cycle, unit: unit.unit, run, revision, mendBy: body.mendBy },
        issuedAt: at,
        issuedBy: member.subject,
        problems: problems.map((each) => carriedOver(each, before?.value ?? null)),
      };
      if (before?.value.revision === revision && before.value.mendBy === body.mendBy) continue;
      await write(deps, before, letter, member.subject, 'problem-letter.issue', at);
      issued += 1;
    }
    return { issued, ...(await overview(store, cycle, at)) };
  };
}

/** The letters of a year, and those of the year before that are not done. */
export function listProblemLetters(deps: Deps): UseCase<'listProblemLetters'> {
  return async ({ params: { cycle } }) => {
    await load.cycle(deps.store, cycle);
    return overview(deps.store, cycle, await deps.clock.now());
  };
}

/** A unit's letter, and what is still to be mended of the year before, of this unit or of those it has come from. */
export function getProblemLetter({ store }: Deps): UseCase<'getProblemLetter'> {
  return async ({ member, params }) => {
    requireUnitReader(member, params.unit);
    const unit = (await load.unit(store, params.cycle, params.unit)).value;
    const found = await store.get(collections.problemLetters, params);
    const from = unit.from.length === 0 ? [unit.id] : unit.from;
    const carried = (await carriedInto(store, params.cycle)).filter((letter) => from.includes(letter.unit));
    return { letter: found === null ? null : letterView(found.value), carried: carried.map(letterView) };
  };
}

/** The unit says what it has done about a problem; the very same words again find it said. */
export function reportProblem(deps: Deps): UseCase<'reportProblem'> {
  return async ({ member, params, body }) => {
    requireUnitStaff(member, params.unit);
    return changeLetter(deps, params, member.subject, 'problem.report', (of, at) => {
      const now = of.problems.find(({ code }) => code === params.problem);
      const said = now?.status === 'reported' && now.report?.text === body.text;
      return said ? of : report(of, params.problem, body.text, member.subject, at);
    });
  };
}

/** The county office finds a problem mended, or says what is missing; never for one's own unit. */
export function answerProblem(deps: Deps): UseCase<'answerProblem'> {
  return async ({ member, params, body }) => {
    requireNotOwnUnit(member, params.unit);
    return changeLetter(deps, params, member.subject, 'problem.answer', (of, at) => {
      const now = of.problems.find(({ code }) => code === params.problem);
      const status = body.mended ? 'mended' : 'open';
      const said =
        now?.status === status && now.answer?.by === member.subject && now.answer.text === body.text;
      return said ? of : answer(of, params.problem, body, member.subject, at);
    });
  };
}

/** What was reported or mended of the same problem in an earlier letter stays on record. */
function carriedOver(problem: Problem, before: ProblemLetter | null): Problem {
  const same = before?.problems.find(({ code }) => code === problem.code);
  if (same === undefined) return problem;
  const { status, report: reported, answer: answered } = same;
  return { ...problem, status, report: reported, answer: answered };
}

async function changeLetter(
  deps: Deps,
  { cycle, unit }: Readonly<{ cycle: string; unit: string }>,
  actor: string,
  action: AuditKind,
  change: (of: ProblemLetter, at: Instant) => ProblemLetter,
): Promise<z.input<typeof view>> {
  const before = await deps.store.get(collections.problemLetters, { cycle, unit });
  if (before === null) throw refuse.missing('problem-letter-unknown', { unit });
  const at = await deps.clock.now();
  const letter = change(before.value, at);
  if (letter !== before.value) await write(deps, before, letter, actor, action, at);
  return letterView(letter);
}

async function write(
  { store }: Deps,
  before: Versioned<ProblemLetter> | null,
  letter: ProblemLetter,
  actor: string,
  action: AuditKind,
  at: Instant,
): Promise<void> {
  const place = { cycle: letter.cycle, unit: letter.unit };
  await store.commit({
    stream: streams.problems(letter.cycle, letter.unit),
    writes: [
      before === null
        ? create(collections.problemLetters, place, letter)
        : replace(collections.problemLetters, place, before, letter),
    ],
    audit: {
      at,
      actor,
      action,
      subject: `problem-letter:${letter.unit}`,
      details: { revision: letter.revision, content: fingerprintOf(letter) },
    },
  });
}

async function overview(store: Store, cycle: string, now: Instant) {
  const letters = (await store.all(collections.problemLetters, { cycle })).map(({ value }) => value);
  const carried = await carriedInto(store, cycle);
  return {
    figures: problemFigures(letters, shanghaiDay(now)),
    items: letters.map(letterView),
    carried: carried.map(letterView),
  };
}

/** Letters of the year before of which something is still to be mended. */
async function carriedInto(store: Store, cycle: string): Promise<readonly ProblemLetter[]> {
  const before = await store.all(collections.problemLetters, { cycle: String(Number(cycle) - 1) });
  return before.flatMap(({ value }) =>
    value.problems.some(({ status }) => status !== 'mended') ? [value] : [],
  );
}

/** A letter without the people who acted. */
function letterView(of: ProblemLetter): z.input<typeof view> {
  const { cycle, unit, revision, mendBy, issuedAt, problems } = of;
  return {
    ...{ cycle, unit, revision, mendBy, issuedAt },
    problems: problems.map(({ report: said, answer: answered, ...problem }) => ({
      ...problem,
      report: said === null ? null : { text: said.text, at: said.at },
      answer: answered === null ? null : { text: answered.text, at: answered.at },
    })),
  };
}
