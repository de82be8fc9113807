import { indexOfAscii, startsWithAscii } from './inspect-bytes.ts';

/** What is wrong with an XML part of a package, whatever program may read it later. */
export type XmlFault = 'entities' | 'too-deep';

/**
 * Looks over an XML part without parsing it. Office formats and OFD never define entities, so a document type declaration
 * is refused as such: it is what expands a few lines to gigabytes, or fetches other files.
 */
export function xmlFault(part: Uint8Array, deepest: number): XmlFault | null {
  const xml = asUtf8(part);
  if (indexOfAscii(xml, '<!DOCTYPE') !== -1 || indexOfAscii(xml, '<!ENTITY') !== -1) return 'entities';
  return isDeeper(xml, deepest) ? 'too-deep' : null;
}

/** Whether a text stands in an XML part, whichever encoding it has. */
export function xmlHas(part: Uint8Array, text: string): boolean {
  return indexOfAscii(asUtf8(part), text) !== -1;
}

/** An XML part as text, for parts that are small by nature, such as lists of relationships. */
export function xmlText(part: Uint8Array): string {
  return new TextDecoder().decode(asUtf8(part));
}

/** A few programs write UTF-16; with or without its mark, one of the first two bytes is then 0 or the mark's. */
function asUtf8(part: Uint8Array): Uint8Array {
  const [first = 0, second = 0] = part;
  const little = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0);
  const big = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0);
  if (!little && !big) return part;
  return new TextEncoder().encode(new TextDecoder(little ? 'utf-16le' : 'utf-16be').decode(part));
}

const [open, close, quote, apostrophe, slash] = ['<', '>', '"', "'", '/'].map((each) => each.charCodeAt(0));

function isDeeper(xml: Uint8Array, deepest: number): boolean {
  let depth = 0;
  let at = 0;
  while ((at = nextTag(xml, at)) !== -1) {
    const next = xml[at + 1];
    if (next === slash) depth -= 1;
    else if (startsWithAscii(xml, '<!--', at)) at = skipTo(xml, '-->', at);
    else if (startsWithAscii(xml, '<![CDATA[', at)) at = skipTo(xml, ']]>', at);
    else if (startsWithAscii(xml, '<?', at)) at = skipTo(xml, '?>', at);
    else {
      at = endOfTag(xml, at);
      if (xml[at - 1] !== slash) depth += 1;
    }
    if (depth > deepest) return true;
    at += 1;
  }
  return false;
}

function nextTag(xml: Uint8Array, from: number): number {
  return open === undefined ? -1 : xml.indexOf(open, from);
}

function skipTo(xml: Uint8Array, mark: string, from: number): number {
  const found = indexOfAscii(xml, mark, from);
  return found === -1 ? xml.length : found;
}

/** The `>` that closes a tag; one inside an attribute's value is none. */
function endOfTag(xml: Uint8Array, from: number): number {
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
