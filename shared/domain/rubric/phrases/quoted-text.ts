import { fold } from './fold.ts';

/**
 * Free text inside the notation. What could be mistaken for notation, or what a spreadsheet would not keep, stands in
 * quotation marks with a backslash before what could end it early.
 */

/** One line that a spreadsheet keeps as it is and nobody takes for a quoted text. */
export function isPlainLine(text: string): boolean {
  return (
    text !== '' &&
    text.trim() === text &&
    text.isWellFormed() &&
    !unkept.test(text) &&
    !workbookEscape.test(text) &&
    !fold(text).startsWith('"')
  );
}

/** Controls, line breaks, and what XML cannot carry. */
const unkept = /[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]/u;
/** What a workbook's reader takes for a character written by its number. */
const workbookEscape = /_x[0-9a-f]{4}_/i;

/** A text that may stand in a sentence without quotation marks: nothing in it ends a slot or separates two. */
export function isPlainWords(text: string): boolean {
  return text.length <= longestPlain && isPlainLine(text) && plainWords.test(text);
}

const plainWords =
  /^[\p{L}\p{M}\p{N}《](?:[\p{L}\p{M}\p{N} ,.:'’%&+/·–—，、；：！？《》-]*[\p{L}\p{M}\p{N}%！？》])?$/u;

/** A name in a list, where a comma separates. */
export function isPlainName(text: string): boolean {
  return text.length <= longestPlain && isPlainLine(text) && plainName.test(text);
}

const plainName = /^[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N} ·-]*[\p{L}\p{M}\p{N}])?$/u;

/** What is read without quotation marks is no longer than this, so that a long line cannot be split in many ways. */
export const longestPlain = 200;

const escapes: ReadonlyMap<string, string> = new Map([
  ['\n', 'n'],
  ['\r', 'r'],
  ['\t', 't'],
]);
const characters = new Map([...escapes].map(([character, name]) => [name, character]));

/** The text in quotation marks. */
export function quote(text: string): string {
  const looksEscaped = workbookEscape.test(text);
  const inner = Array.from(text, (character) => {
    const name = escapes.get(character);
    if (name !== undefined) return `\\${name}`;
    if (character === '\\' || fold(character) === '"') return `\\${character}`;
    const hidden =
      !character.isWellFormed() ||
      unkept.test(character) ||
      blank.test(character) ||
      (looksEscaped && character === '_');
    return hidden ? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}` : character;
  });
  return `“${inner.join('')}”`;
}

/** Blanks other than the usual one: a person who edits the cell could not tell them apart. */
const blank = /[^\S ]/u;

/** A pattern, on folded text, of a text in quotation marks. */
export const quotedPattern = String.raw`"(?:[^"\\]|\\[^])*"`;
const quoted = new RegExp(`^${quotedPattern}$`);

/** Takes quotation marks and backslashes off, or gives the text back as it is when there are none around it. */
export function unquote(text: string): string {
  if (!quoted.test(fold(text))) return text;
  return text
    .slice(1, -1)
    .replace(
      /\\(?:u\{([0-9a-f]{1,6})\}|([^]))/giu,
      (_, hex: string | undefined, character: string | undefined) => {
        if (hex !== undefined) {
          const code = Number.parseInt(hex, 16);
          return code <= 0x10ffff ? String.fromCodePoint(code) : '';
        }
        return characters.get(character ?? '') ?? character ?? '';
      },
    );
}
