import type { Cause, Item, NotApplicable, Rule, Scale } from '../rubric.ts';
import type { ClauseId } from './clauses.ts';
import type { Phrase } from './match-clause.ts';
import {
  doesNotFit,
  missing,
  saidTwice,
  type PhraseFault,
  type Placed,
  type ReadPhrases,
} from './phrase-fault.ts';
import { isPlainLine, unquote } from './quoted-text.ts';
import { columnsOf, listOf, readColumns, readList } from './slots.ts';

/** Everything that an item's right-hand cell says, one phrase a line. */
export function itemPhrases(item: Item): readonly Phrase[] {
  return [
    ...rulePhrases(item.rule),
    ...item.causes.map(causePhrase),
    ...asidePhrases(item.notApplicable),
    said('evidence', { evidence: item.evidence }),
    said('assessor', { assessor: item.assessor }),
    ...guidanceLines(item.guidance.zh).map((zh) => said('guidance-zh', { zh })),
    ...guidanceLines(item.guidance.en).map((en) => said('guidance-en', { en })),
  ];
}

function said(clause: ClauseId, values: Phrase['values'] = {}): Phrase {
  return { clause, values };
}

function rulePhrases(rule: Rule): readonly Phrase[] {
  switch (rule.kind) {
    case 'presence':
      return [presencePhrase(rule.missing)];
    case 'count':
      return [
        typeof rule.of === 'object' ? said('count-measure', rule.of) : said(`count-${rule.of}`),
        ...scalePhrases(rule.gives, 'gives'),
      ];
    case 'target':
      return [
        wantedPhrase(rule),
        ...(rule.shortfall === null ? [] : scalePhrases(rule.shortfall, 'short')),
        ...(rule.blank === null ? [] : [said('blank', rule.blank)]),
        ...(rule.bonus === null ? [] : scalePhrases(rule.bonus, 'over')),
      ];
    case 'graded':
      return [
        said('graded'),
        ...rule.levels.map(({ id, label, points }) => said('level', { id, ...label, points })),
      ];
    case 'imported':
      return [
        said('imported', { combine: rule.combine, periods: listOf(rule.periods) }),
        ...(rule.outOf === null ? [] : [said('imported-out-of', { outOf: rule.outOf })]),
      ];
    case 'deductions':
      return [said('deductions')];
  }
}

function presencePhrase(missingPoints: string): Phrase {
  if (missingPoints === '0') return said('presence-none');
  return missingPoints.startsWith('-')
    ? said('presence-minus', { minus: missingPoints.slice(1) })
    : said('presence-points', { missing: missingPoints });
}

function scalePhrases(scale: Scale, what: 'gives' | 'short' | 'over'): readonly Phrase[] {
  if ('steps' in scale) {
    return scale.steps.map(({ from, points }) => said(`${what}-step`, { from: String(from), points }));
  }
  const values = { every: String(scale.every), points: scale.points };
  return [
    scale.most === null
      ? said(`${what}-every`, values)
      : said(`${what}-every-most`, { ...values, most: scale.most }),
  ];
}

function wantedPhrase({ measure, per, wanted }: Extract<Rule, { kind: 'target' }>): Phrase {
  if (typeof wanted === 'object') {
    return said('target-column', { measure, columns: columnsOf(Object.entries(wanted)) });
  }
  return wanted === 'unit'
    ? said('target-unit', { measure })
    : said(`target-${per}`, { measure, wanted: String(wanted) });
}

function causePhrase({ id, label, points, each }: Cause): Phrase {
  return said(each ? 'cause-each' : 'cause', { id, ...label, points });
}

function asidePhrases(aside: NotApplicable | null): readonly Phrase[] {
  if (aside === null) return [];
  return [aside.method === 'move' ? said('aside-move', { to: aside.to }) : said('aside', aside)];
}

/** A text of several lines takes as many phrases, unless one of the lines would not come back as it is. */
function guidanceLines(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.every(isPlainLine) ? lines : [text];
}

/** What each clause that says how an item gets its points makes of it. */
const kindOf = new Map<ClauseId, Rule['kind']>([
  ['presence-none', 'presence'],
  ['presence-points', 'presence'],
  ['presence-minus', 'presence'],
  ['count-kinds', 'count'],
  ['count-evidence', 'count'],
  ['count-measure', 'count'],
  ['target-unit', 'target'],
  ['target-year', 'target'],
  ['target-quarter', 'target'],
  ['target-month', 'target'],
  ['target-column', 'target'],
  ['graded', 'graded'],
  ['imported', 'imported'],
  ['deductions', 'deductions'],
]);

/** Clauses that only make sense beside one kind of rule. */
const beside = new Map<ClauseId, Rule['kind']>([
  ['gives-every', 'count'],
  ['gives-every-most', 'count'],
  ['gives-step', 'count'],
  ['short-every', 'target'],
  ['short-every-most', 'target'],
  ['short-step', 'target'],
  ['blank', 'target'],
  ['over-every', 'target'],
  ['over-every-most', 'target'],
  ['over-step', 'target'],
  ['level', 'graded'],
  ['imported-out-of', 'imported'],
]);

/** Reads the phrases of an item's cell as its rule, causes and the rest. */
export function readItemPhrases<At>(phrases: readonly Placed<At>[]): ReadPhrases<At> {
  const reader = new Reader(phrases);
  const rule = readRule(reader);
  const causes = reader.all('cause', 'cause-each');
  const aside = reader.one('aside', 'aside-move');
  const evidence = reader.one('evidence');
  const assessor = reader.one('assessor');
  if (evidence === null)
    reader.faults.push(
      missing('没有写要不要佐证材料', 'whether evidence is needed is not said', ['evidence']),
    );
  if (assessor === null)
    reader.faults.push(missing('没有写由谁评分', 'who decides is not said', ['assessor']));
  reader.place(['causes'], causes[0]);
  causes.forEach((each, index) => reader.place(['causes', index], each));
  reader.place(['notApplicable'], aside);
  reader.place(['evidence'], evidence);
  reader.place(['assessor'], assessor);
  return {
    value: {
      rule,
      causes: causes.map(({ phrase: { clause, values } }) => ({
        id: values.id,
        label: { zh: values.zh, en: values.en },
        points: values.points,
        each: clause === 'cause-each',
      })),
      notApplicable:
        aside === null
          ? null
          : aside.phrase.clause === 'aside-move'
            ? { method: 'move', to: aside.phrase.values.to }
            : aside.phrase.values,
      evidence: evidence?.phrase.values.evidence,
      assessor: assessor?.phrase.values.assessor,
      guidance: { zh: readGuidance(reader, 'zh'), en: readGuidance(reader, 'en') },
    },
    places: reader.places,
    faults: reader.faults,
  };
}

function readGuidance<At>(reader: Reader<At>, language: 'zh' | 'en'): string | undefined {
  const lines = reader.all(`guidance-${language}`);
  reader.place(['guidance', language], lines[0]);
  if (lines.length === 0) {
    const id = `guidance-${language}` as const;
    reader.faults.push(
      language === 'zh'
        ? missing('没有写说明', 'guidance in Chinese is missing', [id])
        : missing('没有写英文说明', 'guidance in English is missing', [id]),
    );
    return undefined;
  }
  return lines.map((each) => each.phrase.values[language] ?? '').join('\n');
}

/** Hands out phrases by their clauses and keeps what is wrong with them. */
class Reader<At> {
  readonly faults: PhraseFault<At>[] = [];
  readonly places: (readonly [path: readonly (string | number)[], at: At])[] = [];
  readonly #phrases: readonly Placed<At>[];

  constructor(phrases: readonly Placed<At>[]) {
    this.#phrases = phrases;
  }

  all(...clauses: ClauseId[]): readonly Placed<At>[] {
    return this.#phrases.filter((each) => clauses.includes(each.phrase.clause));
  }

  /** The one phrase of some clauses, or null; further ones are faults. */
  one(...clauses: ClauseId[]): Placed<At> | null {
    const [first, ...others] = this.all(...clauses);
    this.faults.push(...others.map(saidTwice));
    return first ?? null;
  }

  place(path: readonly (string | number)[], placed: Placed<At> | null | undefined): void {
    if (placed !== null && placed !== undefined) this.places.push([path, placed.at]);
  }
}

function readRule<At>(reader: Reader<At>): Readonly<Record<string, unknown>> | undefined {
  const main = reader.one(...kindOf.keys());
  const kind = main === null ? undefined : kindOf.get(main.phrase.clause);
  const strangers = reader.all(...[...beside].flatMap(([id, of]) => (of === kind ? [] : [id])));
  if (main === null || kind === undefined) {
    const wanted = new Set(strangers.map(({ phrase }) => beside.get(phrase.clause)));
    const examples = [...kindOf].flatMap(([id, of]) => (wanted.has(of) ? [id] : []));
    reader.faults.push(
      missing(
        '没有写怎样得分',
        'how the item gets its points is not said',
        examples.length === 0 ? ['graded', 'presence-none', 'deductions'] : examples,
      ),
    );
    return undefined;
  }
  reader.place(['rule'], main);
  reader.faults.push(
    ...strangers.map((each) =>
      doesNotFit(each, '与本项的得分办法不配，写在这里不起作用', 'does not go with the rule of this item'),
    ),
  );
  return { kind, ...ruleFields(reader, main, kind) };
}

function ruleFields<At>(
  reader: Reader<At>,
  { phrase: { clause, values }, at }: Placed<At>,
  kind: Rule['kind'],
): Readonly<Record<string, unknown>> {
  switch (kind) {
    case 'presence':
      return { missing: clause === 'presence-minus' ? `-${values.minus ?? ''}` : (values.missing ?? '0') };
    case 'count': {
      const gives = readScale(reader, 'gives');
      if (gives === null)
        reader.faults.push(
          missing('没有写每有多少得几分', 'how many points each gives is not said', [
            'gives-every',
            'gives-step',
          ]),
        );
      return { of: clause === 'count-measure' ? values : clause.slice('count-'.length), gives };
    }
    case 'target': {
      const blank = reader.one('blank');
      reader.place(['rule', 'blank'], blank);
      return {
        measure: values.measure,
        ...readWanted(reader, { phrase: { clause, values }, at }),
        shortfall: readScale(reader, 'short'),
        blank: blank === null ? null : blank.phrase.values,
        bonus: readScale(reader, 'over'),
      };
    }
    case 'graded': {
      const levels = reader.all('level');
      reader.place(['rule', 'levels'], levels[0]);
      levels.forEach((each, index) => reader.place(['rule', 'levels', index], each));
      return {
        levels: levels.map(({ phrase }) => ({
          id: phrase.values.id,
          label: { zh: phrase.values.zh, en: phrase.values.en },
          points: phrase.values.points,
        })),
      };
    }
    case 'imported': {
      const outOf = reader.one('imported-out-of');
      reader.place(['rule', 'outOf'], outOf);
      return {
        periods: readList(values.periods ?? '').map(unquote),
        combine: values.combine,
        outOf: outOf?.phrase.values.outOf ?? null,
      };
    }
    case 'deductions':
      return {};
  }
}

const scalePaths = { gives: 'gives', short: 'shortfall', over: 'bonus' } as const;

/** A scale of one line, or of steps; null where neither is said. */
function readScale<At>(
  reader: Reader<At>,
  what: 'gives' | 'short' | 'over',
): Readonly<Record<string, unknown>> | null {
  const path = ['rule', scalePaths[what]];
  const even = reader.one(`${what}-every`, `${what}-every-most`);
  const steps = reader.all(`${what}-step`);
  if (even !== null) {
    reader.faults.push(
      ...steps.map((each) =>
        doesNotFit(each, '：分级和“每…”只能写一种', 'and “for each” exclude each other'),
      ),
    );
    reader.place(path, even);
    const { every, points, most = null } = even.phrase.values;
    return { every: Number(every), points, most };
  }
  if (steps.length === 0) return null;
  reader.place(path, steps[0]);
  steps.forEach((each, index) => reader.place([...path, 'steps', index], each));
  return {
    steps: steps.map(({ phrase }) => ({ from: Number(phrase.values.from), points: phrase.values.points })),
  };
}

function readWanted<At>(reader: Reader<At>, placed: Placed<At>): Readonly<{ per: string; wanted: unknown }> {
  const { clause, values } = placed.phrase;
  if (clause === 'target-unit') return { per: 'year', wanted: 'unit' };
  if (clause !== 'target-column')
    return { per: clause.slice('target-'.length), wanted: Number(values.wanted) };
  const columns = readColumns(values.columns ?? '');
  if (columns === null) {
    reader.faults.push(
      doesNotFit(placed, '：栏目要写成“名称 几 条”，用顿号隔开', 'has columns that are not “name, number”'),
    );
  }
  const twice = (columns ?? []).find(
    ([name], index) => columns?.findIndex(([each]) => each === name) !== index,
  );
  if (twice !== undefined) {
    reader.faults.push(
      doesNotFit(placed, `：栏目“${twice[0]}”写了两次`, `names the column “${twice[0]}” twice`),
    );
  }
  return {
    per: 'column',
    wanted: Object.fromEntries((columns ?? []).map(([name, count]) => [name, Number(count)])),
  };
}
