import type { Bilingual } from '../../values.ts';
import { fold } from './fold.ts';
import { isUnderstood, printPhrase, readPhrase, type NotUnderstood, type Phrase } from './match-clause.ts';
import { isPlainLine, quote, unquote } from './quoted-text.ts';

/** What the left-hand cell of an item or a part says: its code, its name in two languages, and phrases about it. */
export type Heading = Readonly<{
  code: string;
  /** Null where nothing stands for it. */
  zh: string | null;
  en: string | null;
  phrases: readonly (Phrase | NotUnderstood)[];
}>;
type HeadingPlace = 'item' | 'part';

/** The cell's text: code and name with the first phrase behind it, the name in English on the next line, then the others. */
export function printHeading(
  code: string,
  label: Bilingual,
  phrases: readonly Phrase[],
  place: HeadingPlace,
): string {
  const [first = '', ...others] = phrases.map(printPhrase);
  const withNames = (zh: string, en: string) => [`${code} ${zh}${first}`, en, ...others].join('\n');
  const plain = withNames(label.zh, label.en);
  const read = isPlainLine(label.zh) && isPlainLine(label.en) ? readHeading(plain, place) : null;
  return read?.code === code && read.zh === label.zh && read.en === label.en
    ? plain
    : withNames(quote(label.zh), quote(label.en));
}

const codeFirst = /^([A-Z]\d{0,3})(?!\d)\s{0,9}[.、:,]?\s{0,9}/;
/** Something in brackets at the end of a line, as offices put the points. */
const inBrackets = /\([^()]{1,60}\)$/;

/** Reads such a cell; null when it does not begin with a code. */
export function readHeading(text: string, place: HeadingPlace): Heading | null {
  const lines = text
    .split(/\r\n|[\r\n\u2028]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const [first = '', ...others] = lines;
  const found = codeFirst.exec(fold(first));
  const code = found?.[1];
  if (found === null || code === undefined) return null;
  const names: string[] = [];
  const phrases: (Phrase | NotUnderstood)[] = [];
  for (const line of [first.slice(found[0].length), ...others]) {
    const { name, phrase } = takeApart(line, place);
    if (phrase !== null) phrases.push(phrase);
    if (name === '') continue;
    if (names.length < 2) names.push(unquote(name));
    else phrases.push(readPhrase(name, place));
  }
  const [zh = null, en = null] = names;
  return { code, zh, en, phrases };
}

function takeApart(line: string, place: HeadingPlace): Readonly<{ name: string; phrase: Phrase | null }> {
  const whole = line === '' ? null : readPhrase(line, place);
  if (whole !== null && isUnderstood(whole)) return { name: '', phrase: whole };
  const brackets = inBrackets.exec(fold(line));
  const phrase = brackets === null ? null : readPhrase(line.slice(brackets.index), place);
  return brackets !== null && phrase !== null && isUnderstood(phrase)
    ? { name: line.slice(0, brackets.index).trim(), phrase }
    : { name: line, phrase: null };
}
