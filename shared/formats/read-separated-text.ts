/** Rows of fields, each row with the number that a spreadsheet program would show; or the row whose quotes do not close. */
export type SeparatedRows = Readonly<{ rows: readonly (readonly string[])[] } | { unbalanced: number }>;

/** What stands between fields: a comma, a semicolon where the comma is for decimals, a tab in Excel's "Unicode text". */
const separators = [',', '\t', ';'] as const;
type Separator = (typeof separators)[number];

/** How much of a file is looked at for its separator: a title, the headings and some rows. */
const sampledCharacters = 20_000;

/**
 * Reads separated values as RFC 4180 says, with any of three separators and any line ending; strictly where it matters: a
 * field that begins with a quotation mark must end with one, before a separator or a line's end. Guessing where it ends
 * would move every field after it.
 * @param mostRows reading stops after so many: what is over is told by there being one more
 */
export function readSeparatedText(text: string, mostRows: number): SeparatedRows {
  const separator = separatorOf(text.slice(0, sampledCharacters));
  const rows: string[][] = [];
  let at = 0;
  while (at < text.length && rows.length <= mostRows) {
    const row: string[] = [];
    for (let more = true; more;) {
      const field = text[at] === '"' ? quotedField(text, at, separator) : plainField(text, at, separator);
      if (field === null) return { unbalanced: rows.length + 1 };
      row.push(field.value);
      more = text[field.end] === separator;
      at = more ? field.end + 1 : afterLineEnd(text, field.end);
    }
    rows.push(row);
  }
  return { rows };
}

/** The separator that stands outside quotation marks most often. */
function separatorOf(sample: string): Separator {
  const counts = new Map<string, number>(separators.map((each) => [each, 0]));
  let quoted = false;
  for (const character of sample) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return separators.reduce((best, each) => ((counts.get(each) ?? 0) > (counts.get(best) ?? 0) ? each : best));
}

type Field = Readonly<{ value: string; end: number }>;

function plainField(text: string, from: number, separator: Separator): Field {
  let end = from;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { value: text.slice(from, end), end };
}

/** A field in quotation marks, two of which inside it are one; null when it does not end as it must. */
function quotedField(text: string, from: number, separator: Separator): Field | null {
  let close = text.indexOf('"', from + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close === -1) return null;
  const next = text[close + 1];
  if (next !== undefined && next !== separator && next !== '\n' && next !== '\r') return null;
  return { value: text.slice(from + 1, close).replaceAll('""', '"'), end: close + 1 };
}

function afterLineEnd(text: string, at: number): number {
  return text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1;
}
