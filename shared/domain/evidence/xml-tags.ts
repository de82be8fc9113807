import { indexOfAscii, startsWithAscii } from './inspect-bytes.ts';

const [open, close, quote, apostrophe, slash, colon, blank] = [0x3c, 0x3e, 0x22, 0x27, 0x2f, 0x3a, 0x20];

/** The next `<`, or the end. */
export function nextTag(xml: Uint8Array, from: number): number {
  let at = from;
  while (at < xml.length && xml[at] !== open) at += 1;
  return at;
}

/** Where a mark next stands, or the end. */
export function skipTo(xml: Uint8Array, mark: string, from: number): number {
  const found = indexOfAscii(xml, mark, from);
  return found === -1 ? xml.length : found;
}

/** The `>` that closes a tag, or the end; one inside an attribute's value is none. */
export function endOfTag(xml: Uint8Array, from: number): number {
  let inside = 0;
  for (let at = from; at < xml.length; at += 1) {
    const byte = xml[at] ?? 0;
    if (inside !== 0) {
      if (byte === inside) inside = 0;
    } else if (byte === quote || byte === apostrophe) inside = byte;
    else if (byte === close) return at;
  }
  return xml.length;
}

/** Where a tag's name starts, behind its namespace's prefix, however long that is. */
export function localName(xml: Uint8Array, tag: number): number {
  for (let at = tag + 1; at < xml.length; at += 1) {
    const byte = xml[at] ?? close;
    if (byte === colon) return at + 1;
    if (byte === close || byte === open || byte === slash || byte <= blank) break;
  }
  return tag + 1;
}

/** Whether a tag's name, which starts at `at`, is this one. */
export function isNamed(xml: Uint8Array, at: number, name: string): boolean {
  const after = xml[at + name.length] ?? close;
  return startsWithAscii(xml, name, at) && (after === close || after === slash || after <= blank);
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The attributes of a tag whose text this is, by their names without prefix, as a program for XML reads them. */
export function attributesOf(tag: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', quoted = ''] of tag.matchAll(
    /\s(?:[^\s=:"']+:)?([^\s=:"']+)\s*=\s*("[^"]*"|'[^']*')/g,
  ))
    found.set(name, unescaped(quoted.slice(1, -1)));
  return found;
}

function unescaped(value: string): string {
  return value.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi,
    (whole, hex?: string, decimal?: string, word = '') => {
      if (hex === undefined && decimal === undefined) return named[String(word)] ?? whole;
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}
