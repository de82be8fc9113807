import { fold } from './fold.ts';
import type { Place } from './clauses.ts';
import {
  isUnderstood,
  readPhrase,
  takesRestOfLine,
  type NotUnderstood,
  type Phrase,
} from './match-clause.ts';

/** A cell with more than this that nobody understands is something else altogether; the rest of it is not looked at. */
const mostStrange = 50;

/** A sentence may be broken over so many lines of its cell. */
const mostLines = 4;

/**
 * Reads a cell's text as clauses of a place: one on each line, or several in a line with semicolons or full stops between
 * them. A clause that somebody broke over two or three lines is put together again.
 */
export function readLines(text: string, place: Place): readonly (Phrase | NotUnderstood)[] {
  const lines = text.split(/\r\n|[\r\n\u2028]/).filter((line) => line.trim() !== '');
  const read: (Phrase | NotUnderstood)[] = [];
  let strange = 0;
  for (let at = 0; at < lines.length && strange < mostStrange;) {
    const { phrases, count } = readFrom(lines, at, place);
    read.push(...phrases);
    strange += phrases.filter((each) => !isUnderstood(each)).length;
    at += count;
  }
  return read;
}

function readFrom(
  lines: readonly string[],
  at: number,
  place: Place,
): Readonly<{ phrases: readonly (Phrase | NotUnderstood)[]; count: number }> {
  const alone = readLine(lines[at] ?? '', place);
  if (alone.every(isUnderstood)) return { phrases: alone, count: 1 };
  for (let count = 2; count <= Math.min(mostLines, lines.length - at); count += 1) {
    const phrases = readLine(lines.slice(at, at + count).join(''), place);
    // A text that goes to the end of its line must not swallow the lines below it.
    if (phrases.every((each) => isUnderstood(each) && !takesRestOfLine(each.clause)))
      return { phrases, count };
  }
  return { phrases: alone, count: 1 };
}

function readLine(line: string, place: Place): readonly (Phrase | NotUnderstood)[] {
  const whole = readPhrase(line, place);
  return isUnderstood(whole) ? [whole] : sentencesOf(line).map((each) => readPhrase(each, place));
}

/** A line between its semicolons and full stops; one inside quotation marks, or with digits around it, ends nothing. */
function sentencesOf(line: string): readonly string[] {
  const folded = fold(line);
  const sentences: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < folded.length; at += 1) {
    const unit = folded.charAt(at);
    if (unit === '\\') at += 1;
    else if (unit === '"') quoted = !quoted;
    else if (!quoted && (unit === ';' || (unit === '.' && !isDigit(folded.charAt(at + 1))))) {
      sentences.push(line.slice(start, at));
      start = at + 1;
    }
  }
  sentences.push(line.slice(start));
  return sentences.filter((each) => each.trim() !== '' && !onlyNumber.test(fold(each)));
}

/** What is left of a number in front of a line when its full stop has been taken for the end of a sentence. */
const onlyNumber = /^\s*\(?\s*\d{1,2}\s*\)?\s*$/;

function isDigit(unit: string): boolean {
  return unit >= '0' && unit <= '9';
}
