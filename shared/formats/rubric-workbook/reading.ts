import {
  explain,
  isUnderstood,
  printPhrase,
  readPhrase,
  type NotUnderstood,
  type Phrase,
} from '../../domain/rubric/phrases/match-clause.ts';
import type { Place } from '../../domain/rubric/phrases/clauses.ts';
import type { PhraseFault, Placed, ReadPhrases } from '../../domain/rubric/phrases/phrase-fault.ts';
import { unquote } from '../../domain/rubric/phrases/quoted-text.ts';
import { readLines } from '../../domain/rubric/phrases/read-lines.ts';
import type { CellFault, CellPlace } from './cell-fault.ts';
import type { Report, TextCell } from './sheet-table.ts';

/** Nobody mends more than this at a time, and explaining each takes some milliseconds. */
const mostFaults = 1_000;
/** A cell with more sentences than this that nobody understands is something else altogether. */
const mostTold = 20;

export type Path = readonly (string | number)[];

/**
 * What comes up while a workbook is read: faults, the cell of every path of the rubric, and which paths hold something
 * made up in place of what could not be read, of which nothing more is to be said.
 */
export class Reading {
  readonly faults: CellFault[] = [];
  readonly #places = new Map<string, CellPlace>();
  readonly #madeUp = new Set<string>();
  readonly #told = new Set<string>();
  readonly #reported = new Set<string>();

  readonly report: Report = (at, code, zh, en) => {
    const key = `${at?.sheet ?? ''}\n${at?.cell ?? ''}\n${zh}`;
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    if (this.faults.length < mostFaults) {
      this.faults.push({ sheet: at?.sheet ?? null, cell: at?.cell ?? null, code, message: { zh, en } });
    } else if (this.faults.length === mostFaults) {
      const message = {
        zh: `错误太多，只列出了前 ${mostFaults} 处`,
        en: `there are more faults than the ${mostFaults} that are listed`,
      };
      this.faults.push({ sheet: null, cell: null, code: 'too-many', message });
    }
  };

  place(path: Path, at: CellPlace): void {
    this.#places.set(path.join('.'), at);
  }

  /** The cell of a path, or of the nearest thing that it is in. */
  placeOf(path: Path): CellPlace | null {
    for (let length = path.length; length >= 0; length -= 1) {
      const at = this.#places.get(path.slice(0, length).join('.'));
      if (at !== undefined) return at;
    }
    return null;
  }

  madeUp(path: Path): void {
    this.#madeUp.add(path.join('.'));
  }

  isMadeUp(path: Path): boolean {
    return path.some((_, index) => this.#madeUp.has(path.slice(0, index + 1).join('.')));
  }

  /** What the rubric's own rules say of exactly this path has been told more closely. */
  told(path: Path): void {
    this.#told.add(path.join('.'));
  }

  isTold(path: Path): boolean {
    return this.#told.has(path.join('.'));
  }

  /** Whether something inside a path is made up, so that sums over it say nothing. */
  holdsMadeUp(path: Path): boolean {
    const start = `${path.join('.')}.`;
    return this.isMadeUp(path) || [...this.#madeUp].some((each) => each.startsWith(start));
  }

  /** A cell whose text is a value of the rubric by itself. */
  text({ text, unreadable }: TextCell, path: Path): string {
    if (!unreadable) return unquote(text.replace(/\r\n?/g, '\n').trim());
    this.madeUp(path);
    return '?';
  }

  /** A cell's lines as phrases; those that are not understood are told. */
  lines(cell: TextCell, place: Place): readonly Placed<CellPlace>[] {
    if (this.faults.length > mostFaults) return [];
    return this.understood(readLines(cell.text, place), cell.at);
  }

  /** The phrases that are understood, at a cell; the others are told. */
  understood(read: readonly (Phrase | NotUnderstood)[], at: CellPlace): readonly Placed<CellPlace>[] {
    const strange = read.flatMap((each) => (isUnderstood(each) ? [] : [each]));
    for (const each of strange.slice(0, mostTold)) this.#explain(each, at);
    if (strange.length > mostTold) {
      this.report(
        at,
        'not-understood',
        '这一格还有别的句子看不懂',
        'more sentences of this cell are not understood',
      );
    }
    return read.filter(isUnderstood).map((phrase) => ({ phrase, at }));
  }

  #explain(strange: NotUnderstood, at: CellPlace): void {
    const { zh, en } = explain(strange);
    this.report(at, 'not-understood', zh, en);
  }

  /** The one phrase of a cell; null, and told, where it is something else. */
  phrase(cell: TextCell, place: Place): Phrase | null {
    if (cell.unreadable) return null;
    const text = cell.text.replace(/\s*[\r\n]+\s*/g, '');
    const read = readPhrase(text, place);
    if (isUnderstood(read)) return read;
    this.#explain(read, cell.at);
    return null;
  }

  /**
   * Takes over what phrases came to, under a path.
   * @param unread whether something of them was not understood: what seems missing may be just that
   * @returns whether nothing is wrong with them
   */
  take(read: ReadPhrases<CellPlace>, path: Path, at: CellPlace, unread: boolean): boolean {
    for (const [inside, place] of read.places) this.place([...path, ...inside], place);
    const told = read.faults.filter((each) => each.code !== 'missing' || !unread);
    for (const each of told) this.#tell(each, at);
    return read.faults.length === 0 && !unread;
  }

  #tell({ code, message, at }: PhraseFault<CellPlace>, otherwise: CellPlace): void {
    this.report(at ?? otherwise, code, message.zh, message.en);
  }

  /** Two phrases that must say the same and do not. */
  saidTwice(phrase: Phrase, at: CellPlace): void {
    const said = printPhrase(phrase);
    this.report(at, 'said-twice', `“${said}”：这一点别处已经写过，请只留一处`, `“${said}” is said twice`);
  }
}
