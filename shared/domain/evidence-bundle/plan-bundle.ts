import type { DeclaredFile } from '../evidence/declared-file.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { isSafeFileName } from '../evidence/file-name.ts';
import { acceptedFormats, acceptsFile, typeOfName } from '../evidence/inspection.ts';
import { line } from '../values.ts';
import { bundleFault, type BundleFault } from './bundle-fault.ts';
import { isListName, plainPath, type BundleList, type ListedFile } from './bundle-list.ts';

/** A file of a bundle: where it lies in it, and what it is. */
export type BundleFile = Readonly<{ path: string; size: number; sha256: string; contentType: string | null }>;

/** What comes of one file. `piece` counts the plan's pieces from 0. */
export type FileOutcome = Readonly<{ path: string }> &
  (
    | Readonly<{ outcome: 'piece'; piece: number }>
    /** The list itself, a folder's own entry, or what a computer puts beside files. */
    | Readonly<{ outcome: 'left-out' }>
    | Readonly<{ outcome: 'fault'; fault: BundleFault }>
  );

/** A piece of evidence that the bundle would make. */
export type PlannedPiece = Readonly<{
  items: readonly string[];
  title: string;
  note: string | null;
  channel: Evidence['channel'];
  files: readonly Readonly<{ path: string; declared: DeclaredFile }>[];
}>;

export type BundlePlan = Readonly<{
  pieces: readonly PlannedPiece[];
  files: readonly FileOutcome[];
  /** What is wrong with the list where no file is concerned. */
  faults: readonly BundleFault[];
}>;

export type BundleRules = Readonly<{
  /** Whether the unit has an item, and whether it takes evidence. */
  item: (code: string) => 'takes' | 'takes-none' | 'unknown';
  limits: Readonly<{ maxFiles: number; maxBytes: number }>;
}>;

/**
 * What a bundle would come to, file by file. With a list, the list says it; without, names do: a file or its folder begins
 * with the item's code (`B3 公告栏/1.jpg`, `A1 会议纪要.pdf`), files of one such folder make one piece, and a file by itself
 * makes its own. The order of the files does not matter.
 */
export function planBundle(
  files: readonly BundleFile[],
  list: BundleList | null,
  rules: BundleRules,
): BundlePlan {
  const listed = new Map<string, ListedFile>();
  const outcomes: FileOutcome[] = [];
  const fail = (path: string, fault: BundleFault) => outcomes.push({ path, outcome: 'fault', fault });
  for (const each of list?.files ?? []) {
    const before = listed.get(each.path);
    if (before === undefined) listed.set(each.path, each);
    else fail(each.path, bundleFault('listed-twice', { row: each.row }));
  }

  const pieces = new Map<string, PlannedPiece>();
  const placed: Readonly<{ path: string; piece: string }>[] = [];
  const inOrder = [...files].sort((left, right) => (left.path < right.path ? -1 : 1));
  for (const file of inOrder) {
    const path = plainPath(file.path);
    if (isListName(path) || isClutter(path)) {
      outcomes.push({ path, outcome: 'left-out' });
      continue;
    }
    const told = listed.get(path) ?? null;
    listed.delete(path);
    if (list !== null && told === null) {
      fail(path, bundleFault('not-listed'));
      continue;
    }
    const about = aboutOf(path, told);
    const fault = told?.fault ?? itemFault(about.items, rules) ?? fileFault(file, path, rules);
    if (fault !== null) {
      fail(path, fault);
      continue;
    }
    const key = JSON.stringify([about.items, about.title, about.channel, about.folder]);
    const piece = pieces.get(key) ?? { ...about, files: [] };
    if (piece.files.length >= rules.limits.maxFiles) {
      fail(path, bundleFault('too-many-files', { most: rules.limits.maxFiles }));
      continue;
    }
    pieces.set(key, { ...piece, files: [...piece.files, { path, declared: declaredOf(file, path) }] });
    placed.push({ path, piece: key });
  }
  for (const { path, row } of listed.values()) fail(path, bundleFault('not-there', { row }));

  const keys = [...pieces.keys()];
  for (const { path, piece } of placed) outcomes.push({ path, outcome: 'piece', piece: keys.indexOf(piece) });
  return {
    pieces: [...pieces.values()].map(({ items, title, note, channel, files: its }) => ({
      items,
      title,
      note,
      channel,
      files: its,
    })),
    files: outcomes.sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0)),
    faults: list?.faults ?? [],
  };
}

/** What computers put beside people's files, and the entries of folders themselves. */
function isClutter(path: string): boolean {
  const name = path.split('/').at(-1) ?? '';
  return (
    path === '' ||
    path.endsWith('/') ||
    path.startsWith('__MACOSX/') ||
    name.startsWith('._') ||
    name.startsWith('~$') ||
    ['.ds_store', 'thumbs.db', 'desktop.ini'].includes(name.toLowerCase())
  );
}

type About = Pick<PlannedPiece, 'items' | 'title' | 'note' | 'channel'> & Readonly<{ folder: string | null }>;

/** Which items a file is for and what its piece is called: as the list says, else as its name or a folder of its path does. */
function aboutOf(path: string, told: ListedFile | null): About {
  const steps = path.split('/');
  const name = steps.at(-1) ?? '';
  const bare = name.replace(/\.[^.]*$/, '');
  const folderAt = steps.slice(0, -1).findLastIndex((step) => itemIn(step) !== null);
  const folder = steps[folderAt] ?? null;
  const ofName = itemIn(bare);
  const ofFolder = folder === null ? null : itemIn(folder);
  const named = ofName ?? ofFolder;
  const items = told !== null && told.items.length > 0 ? told.items : named === null ? [] : [named.item];
  // Files of one folder are one piece, unless a file says another item than its folder does.
  const byFolder = ofFolder !== null && (ofName === null || ofName.item === ofFolder.item);
  const title = told?.title ?? (byFolder ? ofFolder.rest : (named?.rest ?? null)) ?? bare;
  return {
    items: [...new Set(items)].sort(),
    title: title.slice(0, 200),
    note: told?.note ?? null,
    channel: told?.channel ?? null,
    folder: told?.title != null ? null : byFolder ? steps.slice(0, folderAt + 1).join('/') : path,
  };
}

/** The item's code at the beginning of a name, and what follows it: `B3 公告栏`, `b3-公告栏`, `B3公告栏`, `B3`. */
function itemIn(name: string): Readonly<{ item: string; rest: string | null }> | null {
  const match = /^([A-Za-z][0-9]{1,3})(?![A-Za-z0-9])[\s\-_.、．·:：]*(.*)$/u.exec(name.trim());
  if (match === null) return null;
  const [, item = '', rest = ''] = match;
  return { item: item.toUpperCase(), rest: line.safeParse(rest).success ? rest.trim() : null };
}

function itemFault(items: readonly string[], { item: known }: BundleRules): BundleFault | null {
  if (items.length === 0 || items.length > 10) return bundleFault('no-item');
  for (const item of items) {
    const state = known(item);
    if (state === 'unknown') return bundleFault('item-unknown', { item });
    if (state === 'takes-none') return bundleFault('item-takes-no-evidence', { item });
  }
  return null;
}

function fileFault(file: BundleFile, path: string, { limits }: BundleRules): BundleFault | null {
  const declared = declaredOf(file, path);
  if (!isSafeFileName(declared.name)) return bundleFault('name-not-accepted');
  if (!acceptsFile(declared)) return bundleFault('type-not-accepted');
  if (file.size === 0) return bundleFault('empty');
  if (file.size > limits.maxBytes)
    return bundleFault('too-large', { bytes: file.size, most: limits.maxBytes });
  return null;
}

/** A file as an upload would announce it. Inside an archive nobody says a content type: it is the one of the name. */
function declaredOf(file: BundleFile, path: string): DeclaredFile {
  const name = path.split('/').at(-1) ?? '';
  const type = typeOfName(name);
  const byName = type === null ? undefined : acceptedFormats[type].contentTypes[0];
  return {
    name,
    size: file.size,
    contentType: file.contentType ?? byName ?? 'application/octet-stream',
    sha256: file.sha256,
  };
}
