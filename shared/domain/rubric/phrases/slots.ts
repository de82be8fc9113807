import { fold } from './fold.ts';
import {
  isPlainLine,
  isPlainName,
  isPlainWords,
  longestPlain,
  quote,
  quotedPattern,
  unquote,
} from './quoted-text.ts';

/** What may stand in a slot of a clause: how it is printed, what it looks like, and what it says. Values are texts. */
export type Slot = Readonly<{
  /** On folded text; no capturing groups. */
  pattern: string;
  print: (value: string) => string;
  /** @param raw what stands in the slot, as it was typed */
  read: (raw: string) => string;
  /** What a form shows in its place. */
  placeholder: string;
}>;

const asFolded = (raw: string) => fold(raw).replace(/\s/g, '');
const decimal = String.raw`\d+(?:\s*\.\s*\d+)?`;

const plain = (pattern: string, placeholder: string): Slot => ({
  pattern,
  print: (value) => value,
  read: asFolded,
  placeholder,
});

/** A closed list: each value with its name, then other names that people use for it. */
function choice(names: Readonly<Record<string, readonly [string, ...string[]]>>): Slot {
  const values = new Map(Object.entries(names).flatMap(([value, each]) => each.map((name) => [name, value])));
  const printed = new Map(Object.entries(names).map(([value, [name]]) => [value, name]));
  return {
    pattern: alternatives([...values.keys()]),
    print: (value) => printed.get(value) ?? value,
    read: (raw) => values.get(asFolded(raw)) ?? raw,
    placeholder: [...printed.values()].join('或'),
  };
}

/** Longer names first, or a short one would be taken for their beginning. */
function alternatives(names: readonly string[]): string {
  return [...names].sort((left, right) => right.length - left.length).join('|');
}

const identifier = '[a-z][a-z0-9-]{0,39}';
const code = String.raw`[A-Z]\d{0,3}(?:\s*[类项])?`;
const readCode = (raw: string) => asFolded(raw).replace(/[类项]$/, '');

/** An identifier, or its name where everybody knows it by one. */
function named(names: Readonly<Record<string, readonly [string, ...string[]]>>, placeholder: string): Slot {
  const known = choice(names);
  return {
    pattern: `${known.pattern}|${identifier}`,
    print: known.print,
    read: (raw) => known.read(asFolded(raw)),
    placeholder,
  };
}

const classNames = {
  department: ['部门'],
  township: ['乡镇'],
  park: ['园区'],
  community: ['社区'],
} as const;
const unitClass = named(classNames, '类别');

const totals = choice({ total: ['总分'], base: ['不含加分的总分', '基本分'] });

/** Words that may stand without quotation marks; what is read so may hold anything but those. */
const words = `${quotedPattern}|[^"\\\\]{1,${longestPlain}}?`;

const list = (print: (value: string) => string): Pick<Slot, 'print'> => ({
  print: (value) => readList(value).map(print).join('、'),
});

const printName = (name: string) => (isPlainName(name) ? name : quote(name));

/** Elements of a list, which stand between 、 or commas. The value of a list is written the same way. */
export function readList(text: string): string[] {
  const elements = new RegExp(`(?:${quotedPattern}|[^"、,])+`, 'g');
  return [...fold(text).matchAll(elements)].map(({ 0: found, index }) =>
    text.slice(index, index + found.length).trim(),
  );
}

/** The value of a slot that holds a list. */
export function listOf(names: readonly string[]): string {
  return names.map(quote).join('、');
}

/** The names and numbers of a list of columns, such as `政策解读 6 条、预算 4 条`; null for one that is not written so. */
export function readColumns(text: string): [string, string][] | null {
  const columns: [string, string][] = [];
  for (const each of readList(text)) {
    const found = new RegExp(`^(${words})\\s*(\\d+)\\s*(?:条|个|件|项)?$`, 'd').exec(fold(each));
    const [name, count] = [found?.indices?.[1], found?.[2]];
    if (name === undefined || count === undefined) return null;
    columns.push([unquote(each.slice(...name)), count]);
  }
  return columns;
}

/** The value of a slot that holds columns. */
export function columnsOf(columns: readonly (readonly [string, number])[]): string {
  return columns.map(([name, count]) => `${quote(name)} ${count} 条`).join('、');
}

/** Every kind of slot, by the name that templates use. */
export const slots = {
  points: plain(decimal, '几'),
  signed: plain(`-?\\s*${decimal}`, '几'),
  count: plain(String.raw`\d+`, '几'),
  id: plain(identifier, '代号'),
  code: { pattern: code, print: (value) => value, read: readCode, placeholder: '编号' },
  codes: {
    pattern: `${code}(?:\\s*[、,和]\\s*${code})*`,
    print: (value) => value,
    read: (raw) =>
      fold(raw)
        .split(/[、,和]/)
        .map(readCode)
        .join('、'),
    placeholder: '编号、编号',
  },
  place: {
    pattern: `${totals.pattern}|${code}`,
    print: totals.print,
    read: (raw) => readCode(totals.read(raw)),
    placeholder: '总分或编号',
  },
  measure: named({ register: ['台账', '公开信息台账', '信息台账'] }, '台账或代号'),
  assessor: named({ 'county-office': ['县政府办', '县政府办公室'] }, '县政府办或代号'),
  classes: {
    pattern: `(?:${unitClass.pattern})(?:\\s*[、,]\\s*(?:${unitClass.pattern}))*`,
    print: (value) => readList(value).map(unitClass.print).join('、'),
    read: (raw) => readList(raw).map(unitClass.read).join('、'),
    placeholder: '类别、类别',
  },
  span: choice({ month: ['月', '月份'], quarter: ['季度', '季'] }),
  combine: choice({ sum: ['合计', '总和'], mean: ['平均', '平均分', '平均数'] }),
  evidence: choice({
    required: ['必须有', '必须', '须有', '必须提供'],
    optional: ['可以交', '可交', '可以有', '可以提供'],
    none: ['不收', '不需要', '不用'],
  }),
  method: choice({ rescale: ['按比例'], spread: ['平均'] }),
  within: choice({ part: ['本类'], scheme: ['全部'] }),
  partKind: choice({ points: ['得'], bonus: ['加'], deductions: ['扣'] }),
  at: choice({ item: ['每项'], total: ['总分'] }),
  mode: choice({
    'half-up': ['四舍五入'],
    'half-even': ['四舍六入五成双', '四舍六入五取双'],
    down: ['直接舍去', '舍去', '舍去尾数'],
  }),
  /** Always in quotation marks when printed; read without them too where nothing else fits. */
  quoted: { pattern: words, print: quote, read: (raw) => unquote(raw.trim()), placeholder: '“…”' },
  words: {
    pattern: words,
    print: (value) => (isPlainWords(value) ? value : quote(value)),
    read: (raw) => unquote(raw.trim()),
    placeholder: '…',
  },
  /** Everything to the end of the line. */
  line: {
    pattern: '[^]+',
    print: (value) => (isPlainLine(value) ? value : quote(value)),
    read: (raw) => unquote(raw.trim()),
    placeholder: '…',
  },
  names: {
    pattern: `(?:${quotedPattern}|[^"])+?`,
    ...list((each) => printName(unquote(each))),
    read: (raw) => listOf(readList(raw).map(unquote)),
    placeholder: '…、…',
  },
  columns: {
    pattern: `(?:${quotedPattern}|[^"])+?`,
    print: (value) =>
      (readColumns(value) ?? []).map(([name, count]) => `${printName(name)} ${count} 条`).join('、'),
    read: (raw) => {
      const columns = readColumns(raw);
      return columns === null ? raw : columnsOf(columns.map(([name, count]) => [name, Number(count)]));
    },
    placeholder: '… 几 条、… 几 条',
  },
} satisfies Readonly<Record<string, Slot>>;

export type SlotKind = keyof typeof slots;
