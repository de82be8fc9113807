import type { Bilingual } from '../values.ts';
import type { Band, Cause, Effect, Item, Level, Part, Rubric, Rule, Scheme } from './rubric.ts';
import type { RubricChange, RubricChangeCode } from './rubric-change.ts';
import { rubricWords as say } from './rubric-words.ts';

/**
 * What differs between two rubrics, in the order of the new one and so that people can read it. Things are matched by their
 * codes, never by their place: an item that stands elsewhere has moved, and is no new one. Everything that differs is named;
 * of a thing that is new or gone, or of a rule of another kind, the whole. Rubrics that say the same give no change.
 */
export function compareRubrics(before: Rubric, after: Rubric): RubricChange[] {
  const several = before.schemes.length > 1 || after.schemes.length > 1;
  return [
    ...compareFields(rubricFields, before, after, { path: [], where: both('细则', 'The rubric') }),
    ...matched(
      before.schemes,
      after.schemes,
      { path: ['schemes'], where: both('各套规则', 'Schemes') },
      {
        kind: 'scheme',
        key: (each) => each.id,
        name: (each) => both(`规则“${each.label.zh}”`, `Scheme “${each.label.en}”`),
        whole: say.scheme,
        compare: (old, now, at) => schemeChanges(old, now, { ...at, where: several ? at.where : null }),
      },
    ),
  ];
}

const both = (zh: string, en: string): Bilingual => ({ zh, en });

/** Where a thing stands, and what it is called in sentences about what is in it; null where that needs no saying. */
type At = Readonly<{ path: readonly string[]; where: Bilingual }>;
type AtScheme = Readonly<{ path: readonly string[]; where: Bilingual | null }>;

/** What two of a kind differ in, in one respect. */
type Compare<Thing> = (before: Thing, after: Thing, at: At) => RubricChange[];
/** Every property of a kind of thing, so that none is forgotten: a new one does not compile until it is compared. */
type Fields<Thing> = Readonly<Record<keyof Thing, Compare<Thing>>>;

/** Names a thing by, or holds other things that are matched for themselves. */
const elsewhere = (): RubricChange[] => [];

function compareFields<Thing>(fields: Fields<Thing>, before: Thing, after: Thing, at: At): RubricChange[] {
  return Object.values<Compare<Thing>>(fields).flatMap((compare) => compare(before, after, at));
}

/** A property with a value of its own: its name, and its value in words. */
function field<Thing, Key extends keyof Thing & string>(
  key: Key,
  code: RubricChangeCode,
  name: Bilingual,
  inWords: (value: Thing[Key]) => Bilingual,
): Compare<Thing> {
  return (before, after, { path, where }) => {
    if (canonical(before[key]) === canonical(after[key])) return [];
    const [from, to] = [inWords(before[key]), inWords(after[key])];
    return [
      {
        path: [...path, key],
        code,
        message: both(
          `${where.zh}：${name.zh} ${from.zh} → ${to.zh}`,
          `${where.en}: ${name.en} ${from.en} → ${to.en}`,
        ),
        before: shown(before[key]),
        after: shown(after[key]),
      },
    ];
  };
}

const naming = both('名称', 'called');

const rubricFields: Fields<Rubric> = {
  format: elsewhere,
  id: field('id', 'rubric-id', both('代号', 'id'), say.text),
  version: field('version', 'rubric-version', both('版本', 'version'), say.number),
  title: field('title', 'rubric-title', both('标题', 'title'), say.label),
  source: field('source', 'rubric-source', both('依据', 'source'), say.label),
  rounding: field('rounding', 'rounding', both('取整', 'rounding'), say.rounding),
  cityDeductionFactor: field(
    'cityDeductionFactor',
    'city-deduction-factor',
    both('市级扣分', 'for the city’s deductions'),
    say.cityDeductionFactor,
  ),
  notes: field('notes', 'notes', both('说明', 'notes'), say.notes),
  schemes: elsewhere,
};

const schemeFields: Fields<Scheme> = {
  id: elsewhere,
  label: field('label', 'scheme-label', naming, say.label),
  classes: field('classes', 'scheme-classes', both('用于', 'for'), say.classes),
  total: field('total', 'scheme-total', both('满分', 'full marks'), say.points),
  limits: field('limits', 'scheme-limits', both('总分', 'total'), say.limits),
  parts: elsewhere,
  effects: elsewhere,
  bands: elsewhere,
};

const partFields: Fields<Part> = {
  code: elsewhere,
  label: field('label', 'part-label', naming, say.label),
  kind: field('kind', 'part-kind', both('性质', 'kind'), say.partKind),
  weight: field('weight', 'part-weight', both('权重', 'weight'), (weight) => both(weight, weight)),
  most: field('most', 'part-most', both('合计上限', 'limit'), say.most),
  items: elsewhere,
};

const itemFields: Fields<Item> = {
  code: elsewhere,
  label: field('label', 'item-label', naming, say.label),
  points: field('points', 'item-points', both('分值', 'points'), say.points),
  assessor: field('assessor', 'item-assessor', both('评分人', 'assessed by'), say.assessor),
  evidence: field('evidence', 'item-evidence', both('佐证材料', 'evidence'), say.evidence),
  rule: (before, after, at) => ruleChanges(before.rule, after.rule, { ...at, path: [...at.path, 'rule'] }),
  causes: (before, after, { path, where }) =>
    matched(
      before.causes,
      after.causes,
      { path: [...path, 'causes'], where },
      {
        kind: 'cause',
        key: (each) => each.id,
        name: (each) =>
          both(`${where.zh}的扣分原因“${each.label.zh}”`, `${where.en}, cause “${each.label.en}”`),
        whole: say.cause,
        compare: (old, now, at) => compareFields(causeFields, old, now, at),
      },
    ),
  notApplicable: field(
    'notApplicable',
    'item-not-applicable',
    both('不适用时', 'when not applicable'),
    say.notApplicable,
  ),
  guidance: field('guidance', 'item-guidance', both('说明', 'guidance'), say.label),
};

const causeFields: Fields<Cause> = {
  id: elsewhere,
  label: field('label', 'cause-label', naming, say.label),
  points: field('points', 'cause-points', both('扣', 'takes'), say.points),
  each: field('each', 'cause-each', both('次数', 'taken'), say.each),
};

const levelFields: Fields<Level> = {
  id: elsewhere,
  label: field('label', 'level-label', naming, say.label),
  points: field('points', 'level-points', both('得', 'gives'), say.points),
};

const effectFields: Fields<Effect> = {
  code: elsewhere,
  label: field('label', 'effect-label', naming, say.label),
  when: field('when', 'effect-when', both('条件', 'when'), say.when),
  then: field('then', 'effect-then', both('后果', 'then'), say.then),
};

const bandFields: Fields<Band> = {
  id: elsewhere,
  label: field('label', 'band-label', naming, say.label),
  from: field('from', 'band-from', both('起点', 'begins at'), say.points),
};

type RuleOf<Kind extends Rule['kind']> = Extract<Rule, { kind: Kind }>;

const presenceFields: Fields<RuleOf<'presence'>> = {
  kind: elsewhere,
  missing: field('missing', 'rule-missing', both('没有材料', 'without evidence'), say.missing),
};

const countFields: Fields<RuleOf<'count'>> = {
  kind: elsewhere,
  of: field('of', 'rule-of', both('数', 'counts'), say.countOf),
  gives: field('gives', 'rule-gives', both('得分', 'gives'), say.gives),
};

const targetFields: Fields<RuleOf<'target'>> = {
  kind: elsewhere,
  measure: field('measure', 'rule-measure', both('计数', 'measure'), say.text),
  per: field('per', 'rule-per', both('对照', 'held against'), say.per),
  wanted: field('wanted', 'rule-wanted', both('任务', 'wanted'), say.wanted),
  shortfall: field('shortfall', 'rule-shortfall', both('少了', 'short:'), say.shortfall),
  blank: field('blank', 'rule-blank', both('空白', 'blank:'), say.blank),
  bonus: field('bonus', 'rule-bonus', both('超了', 'over:'), say.bonus),
};

const gradedFields: Fields<RuleOf<'graded'>> = {
  kind: elsewhere,
  levels: (before, after, { path, where }) =>
    matched(
      before.levels,
      after.levels,
      { path: [...path, 'levels'], where },
      {
        kind: 'level',
        key: (each) => each.id,
        name: (each) => both(`${where.zh}的等次“${each.label.zh}”`, `${where.en}, level “${each.label.en}”`),
        whole: say.level,
        compare: (old, now, at) => compareFields(levelFields, old, now, at),
      },
    ),
};

const importedFields: Fields<RuleOf<'imported'>> = {
  kind: elsewhere,
  periods: field('periods', 'rule-periods', both('时段', 'periods'), say.periods),
  combine: field('combine', 'rule-combine', both('汇总', 'combined by'), say.combine),
  outOf: field('outOf', 'rule-out-of', both('折算', 'conversion:'), say.outOf),
};

function ruleChanges(before: Rule, after: Rule, at: At): RubricChange[] {
  switch (before.kind) {
    case 'presence':
      return after.kind === before.kind
        ? compareFields(presenceFields, before, after, at)
        : otherKind(before, after, at);
    case 'count':
      return after.kind === before.kind
        ? compareFields(countFields, before, after, at)
        : otherKind(before, after, at);
    case 'target':
      return after.kind === before.kind
        ? compareFields(targetFields, before, after, at)
        : otherKind(before, after, at);
    case 'graded':
      return after.kind === before.kind
        ? compareFields(gradedFields, before, after, at)
        : otherKind(before, after, at);
    case 'imported':
      return after.kind === before.kind
        ? compareFields(importedFields, before, after, at)
        : otherKind(before, after, at);
    case 'deductions':
      return after.kind === before.kind ? [] : otherKind(before, after, at);
  }
}

/** Rules of two kinds have nothing in common that could be compared: both are told whole. */
function otherKind(before: Rule, after: Rule, { path, where }: At): RubricChange[] {
  return field<{ rule: Rule }, 'rule'>(
    'rule',
    'rule-kind',
    both('计分办法', 'rule'),
    say.rule,
  )({ rule: before }, { rule: after }, { path: path.slice(0, -1), where });
}

function schemeChanges(before: Scheme, after: Scheme, { path, where }: AtScheme): RubricChange[] {
  const inScheme = (name: Bilingual): Bilingual =>
    where === null ? name : both(`${where.zh} ${name.zh}`, `${where.en}, ${name.en}`);
  const named = where ?? both('细则', 'The rubric');
  return [
    ...compareFields(schemeFields, before, after, { path, where: named }),
    ...matched(
      before.parts,
      after.parts,
      { path: [...path, 'parts'], where: inScheme(both('类别', 'Parts')) },
      {
        kind: 'part',
        key: (each) => each.code,
        name: (each) =>
          inScheme(both(`${each.code} 类“${each.label.zh}”`, `part ${each.code} “${each.label.en}”`)),
        whole: say.part,
        compare: (old, now, at) => compareFields(partFields, old, now, at),
      },
    ),
    ...itemChanges(before, after, path, inScheme),
    ...matched(
      before.effects,
      after.effects,
      { path: [...path, 'effects'], where: inScheme(both('影响', 'Effects')) },
      {
        kind: 'effect',
        key: (each) => each.code,
        name: (each) => inScheme(both(`影响“${each.label.zh}”`, `effect “${each.label.en}”`)),
        whole: say.effect,
        compare: (old, now, at) => compareFields(effectFields, old, now, at),
      },
    ),
    ...matched(
      before.bands,
      after.bands,
      { path: [...path, 'bands'], where: inScheme(both('等次', 'Grades')) },
      {
        kind: 'band',
        key: (each) => each.id,
        name: (each) => inScheme(both(`等次“${each.label.zh}”`, `grade “${each.label.en}”`)),
        whole: say.band,
        compare: (old, now, at) => compareFields(bandFields, old, now, at),
      },
    ),
  ];
}

/** An item with the part that it stands in. */
type Placed = Readonly<{ item: Item; part: string }>;

/** Items are matched over the whole scheme, since they may move from part to part; their order is each part's own. */
function itemChanges(
  before: Scheme,
  after: Scheme,
  path: readonly string[],
  inScheme: (name: Bilingual) => Bilingual,
): RubricChange[] {
  const placed = (of: Scheme): Placed[] =>
    of.parts.flatMap((part) => part.items.map((item) => ({ item, part: part.code })));
  const moved = field<Placed, 'part'>('part', 'item-moved', both('所在类别', 'in part'), (part) =>
    both(part, part),
  );
  const pathOf = ({ item, part }: Placed) => [...path, 'parts', part, 'items', item.code];
  const changes = matchedBy(placed(before), placed(after), {
    kind: 'item',
    key: (each) => each.item.code,
    pathOf,
    name: ({ item }) => inScheme(both(`${item.code}“${item.label.zh}”`, `${item.code} “${item.label.en}”`)),
    whole: (each) => say.item(each.item),
    raw: (each) => each.item,
    compare: (old, now, at) => [...moved(old, now, at), ...compareFields(itemFields, old.item, now.item, at)],
  });
  const orders = after.parts.flatMap((part) => {
    const old = before.parts.find((each) => each.code === part.code);
    return orderChanges(
      (old?.items ?? []).map((each) => each.code),
      part.items.map((each) => each.code),
      'item-order',
      {
        path: [...path, 'parts', part.code, 'items'],
        where: inScheme(both(`${part.code} 类的项目`, `items of part ${part.code}`)),
      },
    );
  });
  return [...changes, ...orders];
}

type Kind = 'scheme' | 'part' | 'item' | 'level' | 'cause' | 'effect' | 'band';

type Matching<Thing> = Readonly<{
  kind: Kind;
  key: (of: Thing) => string;
  name: (of: Thing) => Bilingual;
  /** The whole thing in words, for when it is new or gone. */
  whole: (of: Thing) => Bilingual;
  compare: Compare<Thing>;
}>;

/** Compares two lists of things that have codes: what is gone, what is new, what changed, and their order. */
function matched<Thing>(
  before: readonly Thing[],
  after: readonly Thing[],
  { path, where }: At,
  how: Matching<Thing>,
): RubricChange[] {
  return [
    ...matchedBy(before, after, { ...how, pathOf: (each) => [...path, how.key(each)], raw: (each) => each }),
    ...orderChanges(before.map(how.key), after.map(how.key), `${how.kind}-order`, { path, where }),
  ];
}

function matchedBy<Thing>(
  before: readonly Thing[],
  after: readonly Thing[],
  how: Matching<Thing> & Readonly<{ pathOf: (of: Thing) => readonly string[]; raw: (of: Thing) => unknown }>,
): RubricChange[] {
  const { kind, name, whole, raw, pathOf } = how;
  const [old, now] = [byKey(before, how.key), byKey(after, how.key)];
  const gone = [...old].filter(([key]) => !now.has(key));
  return [
    ...gone.map(([, each]): RubricChange => ({
      path: pathOf(each),
      code: `${kind}-removed`,
      message: both(
        `${name(each).zh}：删去（原为 ${whole(each).zh}）`,
        `${name(each).en}: gone (was ${whole(each).en})`,
      ),
      before: shown(raw(each)),
      after: null,
    })),
    ...[...now].flatMap(([key, each]): RubricChange[] => {
      const was = old.get(key);
      if (was !== undefined) return how.compare(was, each, { path: pathOf(each), where: name(each) });
      return [
        {
          path: pathOf(each),
          code: `${kind}-added`,
          message: both(
            `${name(each).zh}：新增，${whole(each).zh}`,
            `${name(each).en}: new, ${whole(each).en}`,
          ),
          before: null,
          after: shown(raw(each)),
        },
      ];
    }),
  ];
}

/** Things by their keys; a key that stands twice is told apart by how often it stood before. */
function byKey<Thing>(things: readonly Thing[], keyOf: (of: Thing) => string): Map<string, Thing> {
  const found = new Map<string, Thing>();
  for (const each of things) {
    const key = keyOf(each);
    let name = key;
    for (let again = 2; found.has(name); again += 1) name = `${key} ${again}`;
    found.set(name, each);
  }
  return found;
}

/** The order of what is in both: for effects it decides, for everything else it is the order of reading. */
function orderChanges(
  before: readonly string[],
  after: readonly string[],
  code: RubricChangeCode,
  { path, where }: At,
): RubricChange[] {
  const old = before.filter((key) => after.includes(key));
  const now = after.filter((key) => before.includes(key));
  if (canonical(old) === canonical(now)) return [];
  return [
    {
      path,
      code,
      message: both(
        `${where.zh}：次序 ${old.join('、')} → ${now.join('、')}`,
        `${where.en}: order ${old.join(', ')} → ${now.join(', ')}`,
      ),
      before: old.join(' '),
      after: now.join(' '),
    },
  ];
}

/** A value in its one form, by which two are the same or not; keys in the order of the alphabet. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function shown(value: unknown): string | null {
  if (value === null) return null;
  return typeof value === 'string' ? value : canonical(value);
}
