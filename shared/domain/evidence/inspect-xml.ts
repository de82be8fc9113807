import { asciiOf, startsWithAscii } from './inspect-bytes.ts';
import { attributesOf, endOfTag, isNamed, localName, nextTag, skipTo } from './xml-tags.ts';

/** What is wrong with an XML part of a package, whatever program may read it later. */
export type XmlFault = 'entities' | 'too-deep';

/**
 * An XML part with every character beyond ASCII as one byte 80: all that is looked for is ASCII. UTF-8, which nearly every
 * program writes, is such already; a few write UTF-16, where one of the first two bytes is 0 or the mark's.
 */
export function asciiXml(part: Uint8Array): Uint8Array {
  const [first = 0, second = 0] = part;
  const little = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0);
  const big = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0);
  if (!little && !big) return part;
  const xml = new Uint8Array(Math.floor(part.length / 2));
  for (let at = 0; at < xml.length; at += 1) {
    const [low = 0, high = 0] = little ? [part[2 * at], part[2 * at + 1]] : [part[2 * at + 1], part[2 * at]];
    xml[at] = high === 0 && low < 0x80 ? low : 0x80;
  }
  return xml;
}

const slash = 0x2f;

/**
 * Looks over an XML part, tag by tag. Office formats and OFD never define entities, so a document type declaration is
 * refused as such: it is what expands a few lines to gigabytes, or fetches other files.
 */
export function xmlFault(xml: Uint8Array, deepest: number): XmlFault | null {
  let depth = 0;
  for (let at = nextTag(xml, 0); at < xml.length; at = nextTag(xml, at + 1)) {
    if (xml[at + 1] === slash) depth -= 1;
    else if (startsWithAscii(xml, '<!--', at)) at = skipTo(xml, '-->', at);
    else if (startsWithAscii(xml, '<![CDATA[', at)) at = skipTo(xml, ']]>', at);
    else if (startsWithAscii(xml, '<?', at)) at = skipTo(xml, '?>', at);
    else if (startsWithAscii(xml, '<!', at)) return 'entities';
    else {
      at = endOfTag(xml, at);
      if (xml[at - 1] !== slash) depth += 1;
      if (depth > deepest) return 'too-deep';
    }
  }
  return null;
}

/** An element of a relationship takes some 300 bytes, most of them its target. */
const longestElement = 8_192;

/**
 * What a list of relationships names outside of its package, beside links that wait for a click: `content` that is fetched when
 * the document is opened, or `own-template`, the template on the disk of whoever wrote it, which Word looks for on the reader's.
 */
export type OutsideReference = 'content' | 'own-template';

/** The worst of what a list of relationships refers to; null when all it needs lies in the package. */
export function refersOutside(xml: Uint8Array): OutsideReference | null {
  let worst: OutsideReference | null = null;
  let end = 0;
  for (let at = nextTag(xml, 0); at < xml.length; at = nextTag(xml, end)) {
    end = endOfTag(xml, at);
    // Longer than anybody writes it, so nothing is known of it.
    if (end - at > longestElement) return 'content';
    const name = localName(xml, at);
    if (!isNamed(xml, name, 'Relationship')) continue;
    const found = outsideReference(attributesOf(asciiOf(xml.subarray(name, end))));
    if (found === 'content') return found;
    worst ??= found;
  }
  return worst;
}

function outsideReference(relationship: ReadonlyMap<string, string>): OutsideReference | null {
  const of = (name: string) => relationship.get(name)?.trim() ?? '';
  if (of('TargetMode').toLowerCase() !== 'external' || of('Type').endsWith('/hyperlink')) return null;
  return of('Type').endsWith('/attachedTemplate') && isOnOwnDisk(of('Target')) ? 'own-template' : 'content';
}

/** A drive's letter, or a bare file name; not `\\server\share`, which is asked with the reader's own account. */
function isOnOwnDisk(target: string): boolean {
  return /^(?:file:\/{3})?[a-z]:[\\/]/i.test(target) || /^[^:/\\]+$/.test(target);
}
