import { Buffer } from 'node:buffer';

/** Readers of the report's files for tests: written apart from the writers, so that a common mistake cannot hide. */

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

export function decodeEntities(text: string): string {
  return text.replace(/&(#\d+|[a-z]+);/g, (whole, name: string) =>
    name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : (named[name] ?? whole),
  );
}

/** RFC 4180, character by character. The byte order mark is taken off. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const body = text.replace(/^\ufeff/, '');
  for (let at = 0; at < body.length; at += 1) {
    const character = body[at]!;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (body[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ',') {
      row.push(cell);
      cell = '';
    } else if (character === '\r' && body[at + 1] === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
      at += 1;
    } else cell += character;
  }
  return rows;
}

/** One element of a page, with its attributes and children. */
export type Element = {
  name: string;
  attributes: Record<string, string>;
  children: (Element | string)[];
};

const empty = new Set(['meta', 'link', 'br', 'img', 'hr', 'input']);

/** Reads a page that closes what it opens, as ours do; throws where it does not. */
export function parseHtml(page: string): Element {
  const root: Element = { name: '', attributes: {}, children: [] };
  const open = [root];
  for (const [, doctype, end, name, attributes, text] of page.matchAll(
    /(<!doctype [^>]*>)|<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z][\w-]*(?:="[^"<>]*")?)*)\s*>|([^<]+)/gi,
  )) {
    const parent = open.at(-1)!;
    if (doctype !== undefined) continue;
    if (text !== undefined) parent.children.push(decodeEntities(text));
    else if (end === '/') {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes <${parent.name}>`);
    } else {
      const element: Element = { name: name!, attributes: {}, children: [] };
      for (const [, key, value] of attributes!.matchAll(/([a-zA-Z][\w-]*)(?:="([^"]*)")?/g)) {
        element.attributes[key!] = decodeEntities(value ?? '');
      }
      parent.children.push(element);
      if (!empty.has(element.name)) open.push(element);
    }
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1)!.name}> is left open`);
  return root;
}

/** All elements below, in the page's order, for which the test holds. */
export function findAll(of: Element, test: (element: Element) => boolean): Element[] {
  return of.children.flatMap((child) =>
    typeof child === 'string' ? [] : [...(test(child) ? [child] : []), ...findAll(child, test)],
  );
}

export function byId(of: Element, id: string): Element {
  const [found] = findAll(of, (element) => element.attributes.id === id);
  if (found === undefined) throw new Error(`no element #${id}`);
  return found;
}

export function byClass(of: Element, name: string): Element[] {
  return findAll(of, (element) => (element.attributes.class ?? '').split(' ').includes(name));
}

export function byName(of: Element, name: string): Element[] {
  return findAll(of, (element) => element.name === name);
}

/** The text of an element as it stands, nothing trimmed. */
export function textOf(of: Element | string): string {
  return typeof of === 'string' ? of : of.children.map(textOf).join('');
}

/** The cells of a table's body, trimmed. */
export function tableRows(table: Element): string[][] {
  return byName(table, 'tbody').flatMap((body) =>
    byName(body, 'tr').map((row) =>
      row.children.flatMap((cell) => (typeof cell === 'string' ? [] : [textOf(cell).trim()])),
    ),
  );
}

export function bytesOf(body: Uint8Array | string): Buffer {
  return Buffer.from(body);
}

/** A text file of a report. Throws for one that is not there. */
export function fileText(files: ReadonlyMap<string, Uint8Array | string>, path: string): string {
  const body = files.get(path);
  if (typeof body !== 'string') throw new Error(`no text file ${path}`);
  return body;
}
