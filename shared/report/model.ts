import { shanghaiDay } from '../domain/calendar.ts';
import { unitsBefore } from '../domain/run/last-year.ts';
import { findItem, itemsOf, type Item, type Part, type Scheme } from '../domain/rubric/rubric.ts';
import { compareExact, parseExact, sum, times, toPoints, type Exact } from '../domain/scoring/exact.ts';
import type { Inputs, Measure, UnitInputs } from '../domain/scoring/inputs.ts';
import type { Result, UnitResult } from '../domain/scoring/result.ts';
import type { ReportInput } from './report-input.ts';
import { className } from './words.ts';

/** A class of units with what the overview says of it. */
export type ClassFigures = Result['classes'][number] &
  Readonly<{ label: string; target: number; members: readonly UnitResult[] }>;

/** A scheme with its full marks and the most that can be reached. */
export type SchemeFigures = Readonly<{ scheme: Scheme; base: string; withBonus: string }>;

/** What the city took for a body's field, with who bears it: a unit, or nobody. `doubled` is null where nothing follows. */
export type CityDeduction = Inputs['cityDeductions'][number] &
  Readonly<{ name: string; bearer: string | null; doubled: string | null }>;

/** A unit in the year before: what it was then, and whether the rules were the same. */
export type Before = Readonly<{ units: readonly UnitResult[]; sameRules: boolean; rules: string }>;

/** The measure that the register fills. */
const registerMeasure = 'register';
/** How the engine names what follows from the city's deductions among a unit's effects. */
const cityEffect = 'city-deduction';

/** The input, with what several pages ask of it looked up once. */
export class ReportModel {
  readonly input: ReportInput;
  readonly title: string;
  readonly issuer: string;
  /** In annex order of each class's first unit. */
  readonly classes: readonly ClassFigures[];
  /** The rubric's schemes with their full marks and the most there is. */
  readonly schemes: readonly SchemeFigures[];
  /** Every part and item of any scheme, each code once. */
  readonly parts: readonly Part[];
  readonly items: readonly Item[];
  readonly cityDeductions: readonly CityDeduction[];
  readonly targetSum: number;
  readonly #facts: ReadonlyMap<string, UnitInputs>;
  readonly #inAnnexOrder: readonly UnitResult[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #columns: ReadonlyMap<string, string>;
  readonly #lastYear: ReadonlyMap<string, UnitResult>;

  constructor(input: ReportInput) {
    const { cycle, rubric, inputs, result } = input;
    this.input = input;
    this.title = cycle.title;
    this.issuer = cycle.issuer;
    this.schemes = rubric.schemes.flatMap((scheme) => {
      const figures = result.schemes.find((each) => each.id === scheme.id);
      return figures === undefined ? [] : [{ scheme, base: figures.base, withBonus: figures.withBonus }];
    });
    this.parts = onceEach(rubric.schemes.flatMap((scheme) => scheme.parts));
    this.items = onceEach(rubric.schemes.flatMap((scheme) => itemsOf(scheme)));
    this.targetSum = result.units.reduce((total, unit) => total + unit.target, 0);
    this.#facts = new Map(inputs.units.map((unit) => [unit.unit, unit]));
    this.#inAnnexOrder = [...result.units].sort((left, right) => left.order - right.order);
    this.#places = new Map(this.#inAnnexOrder.map((unit, place) => [unit.unit, place]));
    this.#columns = new Map(cycle.columns.map((column) => [column.id, column.label.zh]));
    this.#lastYear = new Map(input.lastYear?.result.units.map((unit) => [unit.unit, unit]) ?? []);
    this.classes = [...new Set(this.#inAnnexOrder.map((unit) => unit.class))].flatMap((name) =>
      classFigures(result, name),
    );
    this.cityDeductions = inputs.cityDeductions.map((each) => {
      const body = inputs.bodies.find((one) => one.id === each.body);
      return {
        ...each,
        name: body?.name ?? each.body,
        bearer: body?.unit ?? null,
        doubled: this.doubled(each.points),
      };
    });
  }

  /** All units by their place in the annex. */
  get inAnnexOrder(): readonly UnitResult[] {
    return this.#inAnnexOrder;
  }

  get highest(): string {
    return this.input.result.units[0]?.total ?? '0';
  }

  get lowest(): string {
    return this.input.result.units.at(-1)?.total ?? '0';
  }

  /** The day on which the inputs were frozen, in Asia/Shanghai. */
  get frozenOn(): string {
    return shanghaiDay(this.input.inputs.frozenAt);
  }

  /** The line at the end of every page. */
  get imprint(): string {
    const { result, revision } = this.input;
    return `${this.issuer} · 评分办法 ${result.rubric.id} 第 ${result.rubric.version} 版 · 报告第 ${revision} 版`;
  }

  /** A unit's facts, or null for a unit that the inputs do not hold. */
  factsOf(unit: string): UnitInputs | null {
    return this.#facts.get(unit) ?? null;
  }

  /** A unit's register figures, or null where the rubric's year keeps no register. */
  registerOf(unit: string): Measure | null {
    return this.#facts.get(unit)?.measures[registerMeasure] ?? null;
  }

  /** What a unit was in the year before; null where no report was published then. */
  before(unit: string): Before | null {
    const { lastYear, result } = this.input;
    if (lastYear === null) return null;
    const { id, version, title } = lastYear.result.rubric;
    return {
      units: unitsBefore(this.#lastYear, lastYear.origins, unit),
      sameRules: id === result.rubric.id && version === result.rubric.version,
      rules: title.zh,
    };
  }

  /** The names of the other units that were split from the one that this unit has come from. */
  siblings(unit: string): readonly string[] {
    const origins = this.input.lastYear?.origins;
    const [from, ...more] = origins?.get(unit) ?? [];
    if (from === undefined || more.length > 0) return [];
    return this.#inAnnexOrder
      .filter((each) => each.unit !== unit && origins?.get(each.unit)?.includes(from) === true)
      .map((each) => each.name);
  }

  /** The units before and after in annex order, for turning pages. */
  neighbours(unit: string): readonly [UnitResult | null, UnitResult | null] {
    const place = this.#places.get(unit) ?? -1;
    return [this.#inAnnexOrder[place - 1] ?? null, this.#inAnnexOrder[place + 1] ?? null];
  }

  /** `C1 完成政府信息目标任务` */
  itemName(code: string): string {
    const item = this.items.find((each) => each.code === code) ?? null;
    return item === null ? code : `${code} ${item.label.zh}`;
  }

  /** The scheme by which a unit was scored. */
  schemeOf(unit: UnitResult): SchemeFigures | null {
    return this.schemes.find((each) => each.scheme.id === unit.scheme) ?? null;
  }

  /** An item as the unit's scheme states it, or null where it has none of the code. */
  itemOf(unit: UnitResult, code: string): Item | null {
    const found = this.schemeOf(unit);
    return found === null ? null : findItem(found.scheme, code);
  }

  bodyName(id: string): string {
    return this.input.inputs.bodies.find((body) => body.id === id)?.name ?? id;
  }

  columnName(id: string): string {
    return this.#columns.get(id) ?? id;
  }

  /** What follows from the city's deduction for the body's own unit; null where the rubric lets nothing follow. */
  doubled(points: string): string | null {
    const factor = this.input.rubric.cityDeductionFactor;
    return factor === null ? null : toPoints(times(parseExact(points), factor));
  }

  /** What a unit lost to the city's deductions: zero or less. */
  cityPointsOf(unit: UnitResult): string {
    return toPoints(sum(unit.effects.filter((effect) => effect.code === cityEffect).map(pointsOf)));
  }

  /** Whether any unit lost points to the city's deductions. */
  get cityActed(): boolean {
    return this.input.result.units.some((unit) => unit.effects.some((effect) => effect.code === cityEffect));
  }

  /** The highest full marks, and the most any unit could reach: what pictures are drawn to. */
  get scale(): Readonly<{ base: string; withBonus: string }> {
    const highest = (pick: (each: SchemeFigures) => string) =>
      this.schemes.map(pick).sort((a, b) => compareExact(parseExact(b), parseExact(a)))[0] ?? '0';
    return { base: highest((each) => each.base), withBonus: highest((each) => each.withBonus) };
  }

  /** Units for which an effect changed points or the outcome. */
  get special(): readonly UnitResult[] {
    return this.input.result.units.filter((unit) =>
      unit.effects.some((effect) => effect.code !== cityEffect),
    );
  }
}

/** Whether a result's points are below zero. */
export function isNegative(points: string): boolean {
  return compareExact(parseExact(points), 0) < 0;
}

function onceEach<Coded extends Readonly<{ code: string }>>(all: readonly Coded[]): Coded[] {
  return all.filter((each, place) => all.findIndex((other) => other.code === each.code) === place);
}

function classFigures(result: Result, name: string): ClassFigures[] {
  const figures = result.classes.find((each) => each.class === name);
  if (figures === undefined) return [];
  const members = result.units.filter((unit) => unit.class === name);
  const target = members.reduce((total, unit) => total + unit.target, 0);
  return [{ ...figures, label: className(name), target, members }];
}

function pointsOf(of: Readonly<{ points: string }>): Exact {
  return parseExact(of.points);
}
