import { asciiOf, startsWithAscii } from '../domain/evidence/inspect-bytes.ts';
import { attributesOf, endOfTag, isNamed, localName, skipTo } from '../domain/evidence/xml-tags.ts';
import { importLimits, type CellSheet } from '../domain/register-import/sheet-cells.ts';

/** How far a sheet goes: whether something stands beyond what is read, and how many cells it has, empty ones too. */
export type SheetExtent = Readonly<{ beyond: CellSheet['beyond']; cells: number }>;

const rowsRead = importLimits.rows + importLimits.otherRows;
const open = 0x3c;
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
  let at = xml.indexOf(open);
  while (at !== -1) {
    const passed = endOfAside(xml, at);
    if (passed !== null) {
      at = xml.indexOf(open, passed);
      continue;
    }
    const end = endOfTag(xml, at);
    const name = localName(xml, at);
    if (isNamed(xml, name, 'row')) {
      const told = Number(attributesOf(tagText(xml, name, end)).get('r'));
      [row, column] = [told > 0 ? told : row + 1, -1];
    } else if (isNamed(xml, name, 'c')) {
      cells += 1;
      [row, column] = placeOf(tagText(xml, name, end)) ?? [row, column + 1];
    } else if (isFilled(xml, name, end)) {
      if (row > rowsRead) return { beyond: 'rows', cells };
      if (column >= importLimits.columns) beyond = 'columns';
    }
    at = xml.indexOf(open, end);
  }
  return { beyond, cells };
}

/** Where a comment, an instruction or an end ends; null when it is the start of an element. */
function endOfAside(xml: Uint8Array, at: number): number | null {
  if (startsWithAscii(xml, '<!--', at)) return skipTo(xml, '-->', at);
  if (startsWithAscii(xml, '<![CDATA[', at)) return skipTo(xml, ']]>', at);
  if (startsWithAscii(xml, '<?', at)) return skipTo(xml, '?>', at);
  return startsWithAscii(xml, '</', at) ? at + 2 : null;
}

function tagText(xml: Uint8Array, from: number, to: number): string {
  return asciiOf(xml.subarray(from, Math.min(to, from + longestTag)));
}

/** The row, from 1, and the column, from 0, that a cell's tag names; null when it stands where the one before it leaves off. */
function placeOf(tag: string): readonly [number, number] | null {
  const usual = /^\S+ r="([A-Z]{1,3})(\d{1,7})"/.exec(tag);
  const [, letters, digits] =
    usual ?? /^([A-Za-z]{1,3})(\d{1,7})$/.exec(attributesOf(tag).get('r') ?? '') ?? [];
  if (letters === undefined || digits === undefined) return null;
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return [Number(digits), column - 1];
}

/** Whether a cell's value or text begins here, and is not empty. */
function isFilled(xml: Uint8Array, name: number, end: number): boolean {
  if (!isNamed(xml, name, 'v') && !isNamed(xml, name, 't')) return false;
  const next = xml[end + 1];
  return (
    next !== undefined &&
    (next !== open || startsWithAscii(xml, '<![CDATA[', end + 1)) &&
    xml[end - 1] !== 0x2f
  );
}
