import { shanghaiDay, startOfDay } from '../../domain/calendar.ts';
import { fieldNames, unshownFields } from '../../domain/audit/field-names.ts';
import { fieldWords } from '../../domain/audit/field-words.ts';
import { quarantineText } from '../../domain/evidence/inspection-texts.ts';
import { quarantineReason } from '../../domain/evidence/inspection.ts';
import { recordId, type Bilingual } from '../../domain/values.ts';

const languages = ['zh', 'en'] as const;
type Language = (typeof languages)[number];
const between = {
  zh: { parts: '，', items: '；', name: '：' },
  en: { parts: ', ', items: '; ', name: ': ' },
};
/** Fields whose values name something: what they are the names of. */
const namedBy = { unit: 'unit', units: 'unit', homeUnit: 'unit', parent: 'unit', body: 'body' } as const;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

/** Names by what they are the names of: a member's subject, a unit's number, a lead body's id. */
export type Names = Readonly<{
  member: ReadonlyMap<string, string>;
  unit: ReadonlyMap<string, string>;
  body: ReadonlyMap<string, string>;
}>;

/**
 * A field's value as people read it, in both languages: names for members, units and lead bodies, words for states and kinds, moments
 * as the clock in Asia/Shanghai shows them; the ids of records, which say nothing to people, as how many they are.
 * @returns null for what is empty
 */
export function fieldText(field: string, value: unknown, names: Names): Bilingual | null {
  const [zh, en] = languages.map((language) => textOf(field, value, { names, language }));
  return isEmpty(zh) || isEmpty(en) ? null : { zh, en };
}

type In = Readonly<{ names: Names; language: Language }>;

function isEmpty(text: string | null | undefined): text is null | undefined | '' {
  return text === null || text === undefined || text === '';
}

function textOf(field: string, value: unknown, of: In): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return wordOf(field, value, of);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return fieldWords[String(value)]?.[of.language] ?? null;
  if (Array.isArray(value)) return listOf(field, value, of);
  return partsOf(value, of);
}

function wordOf(field: string, value: string, { names, language }: In): string {
  const member = names.member.get(value);
  if (member !== undefined) return member;
  // First of all: whatever a field is called, an id says nothing to people.
  if (recordId.safeParse(value).success) return howMany(1, language);
  const kind = lookUp(namedBy, field);
  if (kind !== undefined) return names[kind].get(value) ?? value;
  if (instant.test(value)) return clockTime(value);
  return lookUp(fieldWords, value)?.[language] ?? value;
}

function listOf(field: string, values: readonly unknown[], of: In): string {
  const ids = values.filter((each) => recordId.safeParse(each).success);
  const rest = values.filter((each) => !recordId.safeParse(each).success);
  return [
    ...(ids.length === 0 ? [] : [howMany(ids.length, of.language)]),
    ...rest.map((each) => textOf(field, each, of) ?? '–'),
  ].join(between[of.language].items);
}

function partsOf(value: object, of: In): string {
  const quarantined = quarantineReason.safeParse(value);
  if (quarantined.success) return quarantineText(quarantined.data)[of.language];
  const { parts, name } = between[of.language];
  return Object.entries(value)
    .flatMap(([field, part]: [string, unknown]) => {
      if (unshownFields.has(field)) return [];
      const text = textOf(field, part, of);
      if (isEmpty(text)) return [];
      const label = (lookUp(fieldNames, field) ?? lookUp(fieldWords, field))?.[of.language];
      return [label === undefined ? text : `${label}${name}${text}`];
    })
    .join(parts);
}

function howMany(count: number, language: Language): string {
  return language === 'zh' ? `${count} 项` : `${count} record${count === 1 ? '' : 's'}`;
}

/** `2018-06-15 12:00`, in Asia/Shanghai. */
function clockTime(moment: string): string {
  const day = shanghaiDay(moment);
  const minutes = Math.floor((Date.parse(moment) - Date.parse(startOfDay(day))) / 60_000);
  const two = (of: number) => String(of).padStart(2, '0');
  return `${day} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function lookUp<Value>(catalogue: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(catalogue, name) ? catalogue[name] : undefined;
}
