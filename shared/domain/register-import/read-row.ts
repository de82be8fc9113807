import type { RegisterColumn } from '../cycle/cycle.ts';
import { registerEntry, type RegisterEntry } from '../register/register-row.ts';
import type { Day } from '../values.ts';
import { plainHeading, type ImportField } from './import-fields.ts';
import { factsOfField } from './import-finding-words.ts';
import { severityOf, shown, type ImportFacts, type ImportFindingCode } from './import-findings.ts';
import { readDay } from './read-day.ts';
import { textOfCell, type Cell } from './sheet-cells.ts';

/** What a row is read against. */
export type RowContext = Readonly<{
  year: string;
  today: Day;
  from1904: boolean;
  /** The cycle's columns by everything they may be called, as `columnNames` makes it. */
  columns: ReadonlyMap<string, string>;
  /** The columns' names for a person to choose from. */
  known: string;
}>;

/** Something found in a cell of the row, or in the row as a whole (null). */
export type RowFinding = Readonly<{
  code: ImportFindingCode;
  field: ImportField | null;
  facts: ImportFacts;
}>;

/** What a row came to: its entry, unless something is wrong with it, and everything found. */
export type ReadRow = Readonly<{ entry: RegisterEntry | null; findings: readonly RowFinding[] }>;

/** The columns of a cycle by id and by name, as cells are looked up in it. */
export function columnNames(columns: readonly RegisterColumn[]): ReadonlyMap<string, string> {
  return new Map(
    columns.flatMap(({ id, label }) =>
      [id, label.en, label.zh].map((name) => [plainHeading(name), id] as const),
    ),
  );
}

/**
 * Reads one row. Every cell is looked at, so that a person hears of everything at once.
 * @param cellOf the row's cell of a field; null when it is empty or the sheet has no such column
 */
export function readRow(cellOf: (field: ImportField) => Cell | null, context: RowContext): ReadRow {
  const findings: RowFinding[] = [];
  const find: Find = (code, field, facts = {}) => {
    findings.push({ code, field, facts: field === null ? facts : { ...factsOfField(field), ...facts } });
    return null;
  };
  const read = reader(cellOf, context, find);
  const isFaulty = (...fields: ImportField[]) =>
    findings.some(
      ({ code, field }) => severityOf(code) === 'error' && field !== null && fields.includes(field),
    );

  const fields = {
    title: read.text('title', 'required'),
    column: read.column(),
    documentNumber: read.text('documentNumber'),
    url: read.url(),
    madeOn: read.day('madeOn', 'required'),
    publishedOn: read.day('publishedOn', 'required'),
    responsibleOffice: read.text('responsibleOffice', 'required'),
    secrecyReview: readReview(read, find, isFaulty),
  };
  if (findings.some(({ code }) => severityOf(code) === 'error')) return { entry: null, findings };
  // Whatever the rules above let through and the register would not is a fault of these rules, and is told as one.
  const entry = registerEntry.parse(fields);
  noteFacts(entry, context, find);
  return { entry, findings };
}

type Find = (code: ImportFindingCode, field: ImportField | null, facts?: ImportFacts) => null;

/** What people write into a cell that has nothing to say. */
const emptyMarks = /^(?:[-—–/\\／＼]+|无|没有|暂无|n\/?a|null)$/i;
const longestLine = 200;
const longestUrl = 1000;

type Read = ReturnType<typeof reader>;

function reader(cellOf: (field: ImportField) => Cell | null, context: RowContext, find: Find) {
  /** A cell's text, or null when it is empty, says that it is empty, or cannot be used. */
  function text(field: ImportField, need: 'required' | 'optional' = 'optional'): string | null {
    const cell = cellOf(field);
    if (cell?.kind === 'error') return find('cell-error', field, { text: shown(cell.text) });
    const whole = textOfCell(cell);
    const joined = whole.replace(/\s*[\r\n\t\v\f\u0085\u2028\u2029]+\s*/g, ' ').trim();
    if (joined === '' || (need === 'optional' && emptyMarks.test(joined)))
      return need === 'required' ? find('missing', field) : null;
    if (/[\u202a-\u202e\u2066-\u2069]/.test(joined)) return find('text-turns', field);
    if (/\p{Cc}/u.test(joined) || !joined.isWellFormed()) return find('text-control', field);
    const most = field === 'url' ? longestUrl : longestLine;
    if (joined.length > most) return find('text-too-long', field, { length: joined.length, most });
    if (field !== 'url' && joined !== whole.trim()) find('line-break-joined', field);
    return joined;
  }

  return {
    text,
    day: (field: 'madeOn' | 'publishedOn' | 'reviewedOn', need: 'required' | 'optional'): Day | null => {
      const cell = cellOf(field);
      // Text decides first: an empty mark, an error or a control character is the same in every field.
      const written = text(field, need);
      if (cell === null || written === null) return null;
      const found = readDay(cell.kind === 'text' ? { kind: 'text', text: written } : cell, context.from1904);
      return 'day' in found ? found.day : find(found.fault, field, { text: shown(written) });
    },
    column: (): string | null => {
      const written = text('column', 'required');
      if (written === null) return null;
      const id = context.columns.get(plainHeading(written));
      return id ?? find('column-unknown', 'column', { text: shown(written), known: context.known });
    },
    url: (): string | null => {
      const cell = cellOf('url');
      if (cell?.kind === 'text' && /\S\s+\S/.test(cell.text.trim()))
        return find('url-broken', 'url', { text: shown(cell.text) });
      const written = text('url');
      if (written === null) return null;
      if (!/^https?:\/\//i.test(written)) return find('url-not-http', 'url', { text: shown(written) });
      if (!URL.canParse(written)) return find('url-broken', 'url', { text: shown(written) });
      const { username, password } = new URL(written);
      return username === '' && password === '' ? written : find('url-credentials', 'url');
    },
    mark: (): 'yes' | 'no' | null => {
      const cell = cellOf('reviewMark');
      if (cell?.kind === 'flag') return cell.flag ? 'yes' : 'no';
      const written = text('reviewMark', 'optional');
      if (written === null) return null;
      const plain = written.replace(/[\s。.，,]/g, '').toLowerCase();
      if (/^(?:否|未|没|不|×|✗|x$|no$|false$)/.test(plain)) return 'no';
      if (/^(?:是|已|经|通过|同意|合格|可以公开|可公开|√|✓|✔|有$|y$|yes$|true$|1$)/.test(plain)) return 'yes';
      return find('mark-unclear', 'reviewMark', { text: shown(written) });
    },
  };
}

/** The secrecy review: all of it, or none. The mark says nothing that reviewer and day do not, but it may contradict them. */
function readReview(
  read: Read,
  find: Find,
  isFaulty: (...fields: ImportField[]) => boolean,
): RegisterEntry['secrecyReview'] {
  const reviewer = read.text('reviewer');
  const reviewedOn = read.day('reviewedOn', 'optional');
  const mark = read.mark();
  // What is there and cannot be read is told already; it is not missing.
  if (isFaulty('reviewer', 'reviewedOn', 'reviewMark')) return null;
  if (mark === 'no')
    return reviewer === null && reviewedOn === null ? null : find('review-contradicts', null);
  if (reviewer === null && reviewedOn === null && mark === null) return null;
  if (reviewer === null) return find('review-incomplete', 'reviewer');
  if (reviewedOn === null) return find('review-incomplete', 'reviewedOn');
  return { reviewer, reviewedOn };
}

/** What a person should look at in a row that is right. */
function noteFacts(entry: RegisterEntry, { year, today }: RowContext, find: Find): void {
  const { madeOn, publishedOn, secrecyReview } = entry;
  if (publishedOn.slice(0, 4) !== year) find('outside-year', 'publishedOn', { year });
  if (publishedOn > today) find('in-future', 'publishedOn');
  if (publishedOn < madeOn) find('published-before-made', 'publishedOn');
  if (secrecyReview === null) find('not-reviewed', null);
  else if (secrecyReview.reviewedOn > publishedOn) find('review-after-publication', 'reviewedOn');
}
