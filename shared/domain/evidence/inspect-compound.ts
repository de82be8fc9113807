import { ByteView, Unreadable } from './inspect-bytes.ts';
import { findings, reason, type Findings } from './inspect-tools.ts';

/** What an old Office or WPS file turns out to be; `other` is an installer, a mail and the like. */
export type CompoundKind = 'text' | 'sheet' | 'slides' | 'other';

type Entry = Readonly<{ name: string; left: number; right: number; child: number }>;

const noEntry = 0xffff_ffff;
const freeSector = 0xffff_ffff;
/** Sector numbers above this are marks: end of chain, free, part of the tables. */
const largestSector = 0xffff_fffa;
const entryBytes = 128;
/** A presentation with 1,000 embedded objects has some 5,000 entries. */
const mostEntries = 65_536;

/**
 * Opens the directory of a compound file (MS-CFB), the container of DOC, XLS, PPT and of WPS's own formats, and tells by
 * its streams what it holds. No stream is read.
 */
export function inspectCompound(bytes: Uint8Array): Readonly<{ kind: CompoundKind; findings: Findings }> {
  const entries = readDirectory(new ByteView(bytes));
  const top = new Set(topLevelNames(entries));
  const all = new Set(entries.map((entry) => entry.name));
  const has = (...names: string[]) => names.some((name) => all.has(name));

  // Office puts a document with a password into a compound file as one encrypted stream.
  const locked = top.has('EncryptedPackage');
  return {
    kind: kindOf(top),
    findings: findings({
      reasons: locked ? [reason('password-protected')] : [],
      flags: [
        ...(has('Macros', '_VBA_PROJECT_CUR', '_VBA_PROJECT', 'VBA') ? (['macros'] as const) : []),
        ...(has('ObjectPool', '\u0001Ole10Native', 'Package') ? (['embedded-files'] as const) : []),
      ],
    }),
  };
}

function kindOf(top: ReadonlySet<string>): CompoundKind {
  if (top.has('WordDocument')) return 'text';
  if (top.has('Workbook') || top.has('Book')) return 'sheet';
  return top.has('PowerPoint Document') ? 'slides' : 'other';
}

/** Names right under the root: an embedded workbook further down does not make a document a workbook. */
function topLevelNames(entries: readonly Entry[]): readonly string[] {
  const names: string[] = [];
  const seen = new Set<number>();
  const waiting = [entries[0]?.child ?? noEntry];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const entry = entries[id];
    if (entry === undefined || seen.has(id)) continue;
    seen.add(id);
    names.push(entry.name);
    waiting.push(entry.left, entry.right);
  }
  return names;
}

function readDirectory(view: ByteView): readonly Entry[] {
  const shift = view.u16(30, 'little');
  if (shift !== 9 && shift !== 12) throw new Unreadable('damaged');
  const sectorBytes = 2 ** shift;
  const place = (sector: number) => (sector + 1) * sectorBytes;
  const tables = tableSectors(view, sectorBytes, place);
  requireWhole(view, tables, sectorBytes, place);

  const perTable = sectorBytes / 4;
  const entries: Entry[] = [];
  let sector = view.u32(48, 'little');
  while (sector < largestSector) {
    for (let at = place(sector); at < place(sector + 1); at += entryBytes) {
      if (entries.length === mostEntries) throw new Unreadable('damaged');
      entries.push(readEntry(view, at));
    }
    const table = tables[Math.floor(sector / perTable)];
    if (table === undefined) throw new Unreadable('damaged');
    sector = view.u32(place(table) + (sector % perTable) * 4, 'little');
  }
  return entries;
}

/** Where the allocation table lies: 109 sectors are named in the header, more in a chain of their own. */
function tableSectors(
  view: ByteView,
  sectorBytes: number,
  place: (sector: number) => number,
): readonly number[] {
  const count = view.u32(44, 'little');
  if (count * sectorBytes > view.length) throw new Unreadable('truncated');
  const tables: number[] = [];
  let [at, end] = [76, 76 + 109 * 4];
  let chain = view.u32(68, 'little');
  while (tables.length < count) {
    if (at === end) {
      if (chain >= largestSector) throw new Unreadable('damaged');
      [at, end] = [place(chain), place(chain + 1) - 4];
      chain = view.u32(end, 'little');
    }
    tables.push(view.u32(at, 'little'));
    at += 4;
  }
  return tables;
}

/** Every sector that the tables say is in use must be in the file. The last one may be short. */
function requireWhole(
  view: ByteView,
  tables: readonly number[],
  sectorBytes: number,
  place: (sector: number) => number,
): void {
  const perTable = sectorBytes / 4;
  tables.forEach((table, index) => {
    view.slice(place(table), sectorBytes);
    for (let slot = 0; slot < perTable; slot += 1) {
      const used = view.u32(place(table) + slot * 4, 'little') !== freeSector;
      if (used && place(index * perTable + slot) >= view.length) throw new Unreadable('truncated');
    }
  });
}

const utf16 = new TextDecoder('utf-16le');

function readEntry(view: ByteView, at: number): Entry {
  const nameBytes = Math.min(view.u16(at + 64, 'little'), 64);
  return {
    name: utf16.decode(view.slice(at, Math.max(nameBytes - 2, 0))),
    left: view.u32(at + 68, 'little'),
    right: view.u32(at + 72, 'little'),
    child: view.u32(at + 76, 'little'),
  };
}
