import { inspectArchive } from '../domain/evidence/inspect-archive.ts';
import { ifReadable } from '../domain/evidence/inspect-bytes.ts';
import { inspectCompound } from '../domain/evidence/inspect-compound.ts';
import { magicOf } from '../domain/evidence/inspect-magic.ts';
import {
  inspectionLimits,
  inspectionTools,
  type Findings,
  type Inflate,
} from '../domain/evidence/inspect-tools.ts';
import type { QuarantineReason } from '../domain/evidence/inspection.ts';
import { quarantineText } from '../domain/evidence/inspection-texts.ts';
import type { FileFault } from '../domain/register-import/import-findings.ts';
import {
  importLimits,
  type Cell,
  type CellRow,
  type ReadCells,
} from '../domain/register-import/sheet-cells.ts';
import { decodeText } from './decode-text.ts';
import { readSeparatedText } from './read-separated-text.ts';
import { readWorkbook, WorkbookTooComplex, WorkbookUnreadable } from './read-workbook.ts';

/**
 * Reads the cells of a register that somebody made in a spreadsheet program: XLSX, or separated text. What a file is, its
 * bytes say; its name does not matter. A workbook's archive is held against the same rules as evidence before the library
 * for workbooks sees it.
 * @param inflate the platform's bounded decompressor
 */
export async function readRegisterFile(bytes: Uint8Array, inflate: Inflate): Promise<ReadCells> {
  if (bytes.length === 0) return unreadable('file-empty');
  const magic = magicOf(bytes);
  switch (magic?.kind) {
    case undefined:
      return readText(bytes);
    case 'zip':
      return readPackage(bytes, inflate);
    case 'cfb':
      return { ok: false, fault: compoundFault(bytes) };
    case 'archive':
    case 'program':
    case 'page':
    case 'other':
      return unreadable('file-not-spreadsheet', { found: magic.name });
    case 'jpeg':
    case 'png':
    case 'heic':
    case 'mp4':
    case 'pdf':
      return unreadable('file-not-spreadsheet', { found: magic.kind.toUpperCase() });
  }
}

function unreadable(code: FileFault['code'], facts: FileFault['facts'] = {}): ReadCells {
  return { ok: false, fault: { code, facts } };
}

/** The old kind of workbook, or a new one behind a password, which is put into the old kind of container. */
function compoundFault(bytes: Uint8Array): FileFault {
  const look = ifReadable(
    () => inspectCompound(bytes),
    () => null,
  );
  if (look === null) return { code: 'file-damaged', facts: {} };
  if (look.findings.reasons.length > 0) return { code: 'file-password', facts: {} };
  return look.kind === 'sheet'
    ? { code: 'file-old-excel', facts: {} }
    : { code: 'file-not-spreadsheet', facts: { found: 'OLE' } };
}

const limits = { ...inspectionLimits, fileBytes: importLimits.bytes };

async function readPackage(bytes: Uint8Array, inflate: Inflate): Promise<ReadCells> {
  const look = ifReadable(
    () => inspectArchive(bytes, inspectionTools(inflate, limits)),
    () => null,
  );
  if (look === null) return unreadable('file-damaged');
  const fault = packageFault(look.kind, look.findings);
  if (fault !== null) return { ok: false, fault };
  try {
    return { ok: true, file: await readWorkbook(bytes, inflate) };
  } catch (error) {
    if (error instanceof WorkbookUnreadable) return unreadable('file-damaged');
    if (error instanceof WorkbookTooComplex) return unreadable('file-too-complex');
    throw error;
  }
}

function packageFault(
  kind: ReturnType<typeof inspectArchive>['kind'],
  { reasons }: Findings,
): FileFault | null {
  const [first] = reasons;
  if (first?.code === 'password-protected') return { code: 'file-password', facts: {} };
  if (reasons.some(({ code }) => code === 'office-macros')) return { code: 'file-macros', facts: {} };
  if (first !== undefined) return unsafe(first);
  return kind === 'xlsx'
    ? null
    : { code: 'file-not-spreadsheet', facts: { found: (kind ?? 'zip').toUpperCase() } };
}

function unsafe(reason: QuarantineReason): FileFault {
  const { zh, en } = quarantineText(reason);
  return { code: 'file-unsafe', facts: { reason: zh, reasonEn: en } };
}

/** What a formula comes to when it comes to nothing, as programs write it into text. */
const errorValues = /^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)$/;

function readText(bytes: Uint8Array): ReadCells {
  const decoded = decodeText(bytes);
  if ('fault' in decoded) return unreadable(decoded.fault);
  if (decoded.text.trim() === '') return unreadable('file-empty');
  const mostRows = importLimits.rows + importLimits.otherRows;
  const read = readSeparatedText(decoded.text, mostRows);
  if ('unbalanced' in read) return unreadable('quotes-unbalanced', { row: read.unbalanced });
  const wide = read.rows.some((row) => row.slice(importLimits.columns).some((text) => text !== ''));
  const rows = read.rows.map((row, index): CellRow => ({
    number: index + 1,
    hidden: false,
    cells: row.slice(0, importLimits.columns).map(textCell),
  }));
  const beyond = rows.length > mostRows ? 'rows' : wide ? 'columns' : null;
  return {
    ok: true,
    file: { sheets: [{ name: 'CSV', rows, merged: [], beyond }], hiddenSheets: [], from1904: false },
  };
}

function textCell(text: string): Cell | null {
  if (text.trim() === '') return null;
  return errorValues.test(text.trim()) ? { kind: 'error', text: text.trim() } : { kind: 'text', text };
}
