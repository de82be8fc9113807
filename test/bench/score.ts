import { ZenEngine } from '@gorules/zen-engine';
import { Engine } from 'json-rules-engine';
import * as z from 'zod/mini';
import type { UnitInputs } from '../../shared/domain/scoring/inputs.ts';
import { toPoints } from '../../shared/domain/scoring/exact.ts';
import { markUnit } from '../../shared/domain/scoring/mark-unit.ts';
import { scoreUnit } from '../../shared/domain/scoring/score-unit.ts';
import { tell } from './figure.ts';
import { items2018, perfectItems, perfectUnit, register, rules2018 } from '../support/scoring.ts';

/**
 * `npm run bench:score`: units scored per second by the rubric of 2018, each item's breakdown included, beside two general
 * rule engines that do the same arithmetic on the same units in the same run. The general engines get the facts ready-made
 * as numbers and answer with binary fractions; ours reads decimal strings and answers with exact points and steps. Before
 * anything is timed, all three must agree on every total of a sample.
 */
const sizes = [64, 5_000, 100_000];
/** A general engine is timed on at most this many units, so that the run stays under two minutes. */
const mostForOthers = 20_000;
/** The two sides of a comparison take turns; the best of each counts, since a shared machine only ever makes slower. */
const rounds = 3;

/** Facts of one unit as plain numbers, the way the general engines want them. */
type Facts = Record<string, number | boolean>;

function unitOf(index: number): UnitInputs {
  const turn = (modulo: number) => (index * 7 + modulo * 3) % modulo;
  const items = perfectItems();
  for (const [place, code] of ['B1', 'C3', 'C6', 'C8', 'C9'].entries()) {
    const most = Number(items2018.find((item) => item.code === code)!.points);
    const points = String(Math.round((most - (((index + place) % 5) * most) / 10) * 10) / 10);
    items[code] = { evidence: 1, assessments: [{ assessor: 'a1', points, reason: '个别栏目更新不及时' }] };
  }
  items['C8'] = {
    ...items['C8']!,
    checks: { 'catalogue-not-updated': turn(3) === 0, 'no-annual-report': turn(11) === 0 },
  };
  if (turn(4) === 0) {
    items['D3'] = {
      evidence: 0,
      deductions: [{ points: '0.8', fact: '公开栏未更新', document: null, date: '2018-06-01' }],
    };
  }
  if (turn(13) === 0) items['A3'] = { evidence: 0 };
  const leak = { kind: 'leak', decidedOn: '2018-09-03', document: '通报', reason: '演示' };
  return perfectUnit({
    target: 30 + (index % 40) * 15,
    measures: register((index * 37) % 900),
    items,
    incidents: index % 97 === 0 ? [leak] : [],
    cityDeductions:
      index % 41 === 0 ? [{ body: 'civil-affairs', item: 'D3', points: '1.5', document: '市通报' }] : [],
  });
}

function factsOf(unit: UnitInputs): Facts {
  const facts: Facts = {
    count: unit.measures['register']!.count,
    target: unit.target,
    leak: unit.incidents.some((each) => each.kind === 'leak'),
    lawsuit: unit.incidents.some((each) => each.kind === 'lawsuit-lost'),
    city: unit.cityDeductions.reduce((sum, each) => sum + Number(each.points), 0),
    outdated: unit.items['C8']?.checks?.['catalogue-not-updated'] === true,
    unreported: unit.items['C8']?.checks?.['no-annual-report'] === true,
  };
  for (const { code, evidence } of items2018) {
    const given = unit.items[code];
    facts[`e${code}`] = evidence === 'required' ? (given?.evidence ?? 0) : 1;
    facts[`p${code}`] = Number(given?.assessments?.[0]?.points ?? 0);
    facts[`k${code}`] = given?.kinds?.length ?? 0;
    facts[`d${code}`] = (given?.deductions ?? []).reduce((sum, each) => sum + Number(each.points), 0);
  }
  return facts;
}

/** The formula of every item over those facts, in the expression language of zen-engine. */
function formulas(): Map<string, string> {
  return new Map(
    items2018.map((item) => {
      const { code, rule, points } = item;
      const zeroed = code.startsWith('A') ? 'leak' : code.startsWith('C') ? '(leak or lawsuit)' : 'false';
      const plain = {
        presence: points,
        count: `min([k${code} * 2, ${points}])`,
        target:
          'count < target ? max([25 - (target - count) * 0.3, 0]) : 25 + min([floor((count - target) / 10) * 0.2, 4])',
        graded:
          item.causes.length > 0
            ? `max([p${code} - (outdated ? 1 : 0) - (unreported ? 2 : 0), 0])`
            : `p${code}`,
        imported: '0',
        deductions: `-min([d${code}, ${points}])`,
      }[rule.kind];
      return [code, `${zeroed} ? 0 : (e${code} > 0 ? (${plain}) : 0)`];
    }),
  );
}

function zenScorer() {
  const node = (id: string, type: string, content: object) => ({
    id,
    name: id,
    type,
    position: { x: 0, y: 0 },
    content,
  });
  const items = [...formulas()].map(([key, value]) => ({ id: key, key, value }));
  const sum = items.map(({ key }) => `$.${key}`).join(' + ');
  const total = { id: 'total', key: 'total', value: `max([${sum} - 2 * city, 0])` };
  const decision = new ZenEngine().createDecision({
    contentType: 'application/vnd.gorules.decision',
    nodes: [
      node('in', 'inputNode', {}),
      node('score', 'expressionNode', { expressions: [...items, total] }),
      node('out', 'outputNode', {}),
    ],
    edges: [
      { id: 'a', type: 'edge', sourceId: 'in', targetId: 'score' },
      { id: 'b', type: 'edge', sourceId: 'score', targetId: 'out' },
    ],
  });
  const answer = z.object({ total: z.number() });
  return {
    /** All at once in slices, so that the engine may use every thread it has. */
    run: async (units: readonly Facts[]): Promise<void> => {
      for (let start = 0; start < units.length; start += 1000) {
        await Promise.all(units.slice(start, start + 1000).map((facts) => decision.evaluate(facts)));
      }
    },
    total: async (facts: Facts) => answer.parse((await decision.evaluate(facts)).result).total,
  };
}

function jsonRulesScorer() {
  const engine = new Engine([], { replaceFactsInEventParams: true });
  const number = z.number();
  const flag = z.boolean();
  for (const item of items2018) {
    const { code } = item;
    const most = Number(item.points);
    engine.addFact(`points-${code}`, async (_, almanac) => {
      const read = async (name: string) => number.parse(await almanac.factValue(name));
      const holds = async (name: string) => flag.parse(await almanac.factValue(name));
      switch (item.rule.kind) {
        case 'presence':
          return most;
        case 'count':
          return Math.min((await read(`k${code}`)) * 2, most);
        case 'target': {
          const [count, target] = [await read('count'), await read('target')];
          return count < target
            ? Math.max(25 - (target - count) * 0.3, 0)
            : 25 + Math.min(Math.floor((count - target) / 10) * 0.2, 4);
        }
        case 'graded': {
          const given = await read(`p${code}`);
          if (item.causes.length === 0) return given;
          const off = ((await holds('outdated')) ? 1 : 0) + ((await holds('unreported')) ? 2 : 0);
          return Math.max(given - off, 0);
        }
        case 'deductions':
          return -Math.min(await read(`d${code}`), most);
        case 'imported':
          return 0;
      }
    });
    const counts = [{ fact: `e${code}`, operator: 'greaterThan', value: 0 }];
    const notLeaked = { fact: 'leak', operator: 'equal', value: false };
    const notLost = { fact: 'lawsuit', operator: 'equal', value: false };
    const also = code.startsWith('A') ? [notLeaked] : code.startsWith('C') ? [notLeaked, notLost] : [];
    engine.addRule({
      conditions: { all: [...counts, ...also] },
      event: { type: code, params: { points: { fact: `points-${code}` } } },
    });
  }
  const event = z.object({ params: z.object({ points: z.number() }) });
  const total = async (facts: Facts) => {
    const { events } = await engine.run(facts);
    const sum = events.reduce((before, each) => before + event.parse(each).params.points, 0);
    return Math.max(sum - 2 * Number(facts['city']), 0);
  };
  return {
    run: async (units: readonly Facts[]): Promise<void> => {
      for (const facts of units) await engine.run(facts);
    },
    total,
  };
}

const all = Array.from({ length: Math.max(...sizes) }, (_, index) => unitOf(index));
const zen = zenScorer();
const jsonRules = jsonRulesScorer();

const sample = all.slice(0, 500);
for (const [index, unit] of sample.entries()) {
  const own = Number(toPoints(markUnit(rules2018, unit).total));
  const facts = factsOf(unit);
  for (const [name, other] of [
    ['zen-engine', await zen.total(facts)],
    ['json-rules-engine', await jsonRules.total(facts)],
  ] as const) {
    if (Math.abs(other - own) > 1e-6) throw new Error(`Unit ${index}: ours ${own}, ${name} ${other}`);
  }
}
console.log(`三种引擎在 ${sample.length} 个单位上总分一致 / all three agree on ${sample.length} totals`);

/** Kept outside, so that no engine can leave out work whose result nobody reads. */
let kept = 0;
const own = (units: readonly UnitInputs[]) => {
  for (const unit of units) kept += markUnit(rules2018, unit).parts.length;
};
const ownInWords = (units: readonly UnitInputs[]) => {
  for (const unit of units) kept += scoreUnit(rules2018, unit).items.length;
};

/** Units per second. Small sizes are repeated until there is something to measure. */
async function speed<Unit>(
  units: readonly Unit[],
  run: (units: readonly Unit[]) => void | Promise<void>,
): Promise<number> {
  const repeats = Math.max(1, Math.ceil(2_000 / units.length));
  const started = performance.now();
  for (let repeat = 0; repeat < repeats; repeat += 1) await run(units);
  return (units.length * repeats * 1000) / (performance.now() - started);
}

const show = (perSecond: number) => Math.round(perSecond).toLocaleString('en').padStart(10);
console.log('units     ours       in words   zen-engine json-rules  ours : fastest other');
for (const size of sizes) {
  const units = all.slice(0, size);
  const facts = units.slice(0, mostForOthers).map(factsOf);
  const best = { own: 0, words: 0, zen: 0, jsonRules: 0 };
  for (let round = 0; round < rounds; round += 1) {
    best.own = Math.max(best.own, await speed(units, own));
    best.words = Math.max(best.words, await speed(units.slice(0, mostForOthers), ownInWords));
    best.zen = Math.max(best.zen, await speed(facts, zen.run));
    best.jsonRules = Math.max(best.jsonRules, await speed(facts, jsonRules.run));
  }
  const ratio = best.own / Math.max(best.zen, best.jsonRules);
  const fastest = best.zen > best.jsonRules ? 'zen-engine' : 'json-rules-engine';
  tell({
    figure: `${size} units`,
    value: best.own,
    unit: 'units/s',
    better: 'more',
    beside: { what: fastest, value: Math.max(best.zen, best.jsonRules) },
  });
  const figures = [best.own, best.words, best.zen, best.jsonRules].map(show).join(' ');
  console.log(`${String(size).padEnd(7)}${figures}  ${ratio.toFixed(1)} : 1`);
}
console.log(`(${kept} parts and items kept; the other engines are timed on at most ${mostForOthers} units)`);
