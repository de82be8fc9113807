import { asciiOf, startsWithAscii } from '../domain/evidence/inspect-bytes.ts';
import { attributesOf, endOfTag, isNamed, localName, nextTag, skipTo } from '../domain/evidence/xml-tags.ts';
import { importLimits, type CellSheet } from '../domain/register-import/sheet-cells.ts';

/** How far a sheet goes: whether something stands beyond what is read, and how many cells it has, empty ones too. */
export type SheetExtent = Readonly<{ beyond: CellSheet['beyond']; cells: number }>;

const rowsRead = importLimits.rows + importLimits.otherRows;
const [open, slash] = [0x3c, 0x2f];
const letters = { r: 0x72, c: 0x63, v: 0x76, t: 0x74 } as const;
/** A row's tag takes some 200 bytes, a cell's 30. */
const longestTag = 8_192;

/**
 * Looks over a sheet's XML, tag by tag, for how far it goes, before the library lays out every cell up to the last one. Cells
 * without anything in them may stand anywhere; one that names a shared text counts as something, whatever that text is. Ends at
 * the first row too many: then `cells` counts those before it.
 */
export function sheetExtent(xml: Uint8Array): SheetExtent {
  let beyond: CellSheet['beyond'] = null;
  let cells = 0;
  let [row, column] = [0, -1];
  for (let at = nextTag(xml, 0); at < xml.length;) {
    const passed = endOfAside(xml, at);
    if (passed !== null) {
      at = nextTag(xml, passed);
      continue;
    }
    const name = localName(xml, at);
    const end = endOfTag(xml, at);
    switch (kindOf(xml, name)) {
      case 'row': {
        const told = attributeOf(xml, name, end);
        row = told === null || !(Number(told) > 0) ? row + 1 : Number(told);
        column = -1;
        break;
      }
      case 'cell': {
        cells += 1;
        const place = usualPlace(xml, name + 1) ?? placeOf(attributeOf(xml, name, end));
        if (place === null) column += 1;
        else ({ row, column } = place);
        break;
      }
      case 'content':
        if ((row <= rowsRead && column < importLimits.columns) || !isFilled(xml, end)) break;
        if (row > rowsRead) return { beyond: 'rows', cells };
        beyond = 'columns';
        break;
      case null:
        break;
    }
    at = nextTag(xml, end);
  }
  return { beyond, cells };
}

/** What an element of a sheet is, by the name that starts at `name`. */
function kindOf(xml: Uint8Array, name: number): 'row' | 'cell' | 'content' | null {
  switch (xml[name]) {
    case letters.r:
      return isNamed(xml, name, 'row') ? 'row' : null;
    case letters.c:
      return isNamed(xml, name, 'c') ? 'cell' : null;
    case letters.v:
      return isNamed(xml, name, 'v') ? 'content' : null;
    case letters.t:
      return isNamed(xml, name, 't') ? 'content' : null;
    default:
      return null;
  }
}

/** Where a comment, a text marked as such, an instruction or the end of an element ends; null for an element's start. */
function endOfAside(xml: Uint8Array, at: number): number | null {
  switch (xml[at + 1]) {
    case slash:
      return at + 2;
    case 0x3f:
      return skipTo(xml, '?>', at);
    case 0x21:
      return skipTo(xml, startsWithAscii(xml, '<![CDATA[', at) ? ']]>' : '-->', at);
    default:
      return null;
  }
}

/** The row, from 1, and the column, from 0, of a cell. */
type Place = Readonly<{ row: number; column: number }>;

/** The place of a cell whose tag goes on at `at` as every program writes it, `␠r="B12"`, read without making a text of it. */
function usualPlace(xml: Uint8Array, at: number): Place | null {
  if (!startsWithAscii(xml, ' r="', at)) return null;
  let [row, column, next] = [0, 0, at + 4];
  for (let byte = xml[next] ?? 0; byte >= 0x41 && byte <= 0x5a && next < at + 7; byte = xml[++next] ?? 0)
    column = column * 26 + byte - 0x40;
  for (let byte = xml[next] ?? 0; byte >= 0x30 && byte <= 0x39 && next < at + 14; byte = xml[++next] ?? 0)
    row = row * 10 + byte - 0x30;
  return xml[next] === 0x22 && row > 0 && column > 0 ? { row, column: column - 1 } : null;
}

/** The place that a cell names however it is written; null when it stands where the one before it leaves off. */
function placeOf(reference: string | null): Place | null {
  const [, name = '', row = ''] = /^([A-Z]{1,3})(\d{1,7})$/i.exec(reference ?? '') ?? [];
  let column = 0;
  for (const letter of name.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 0x40;
  return column > 0 ? { row: Number(row), column: column - 1 } : null;
}

/** What a row or a cell says of its place. */
function attributeOf(xml: Uint8Array, name: number, end: number): string | null {
  return attributesOf(asciiOf(xml.subarray(name, Math.min(end, name + longestTag)))).get('r') ?? null;
}

/** Whether a value or a text whose tag ends at `end` is not empty. */
function isFilled(xml: Uint8Array, end: number): boolean {
  const next = xml[end + 1];
  return (
    xml[end - 1] !== slash &&
    next !== undefined &&
    (next !== open || startsWithAscii(xml, '<![CDATA[', end + 1))
  );
}
