import { asciiOf } from '../domain/evidence/inspect-bytes.ts';
import { asciiXml } from '../domain/evidence/inspect-xml.ts';
import { attributesOf, endOfTag, isNamed, localName, nextTag } from '../domain/evidence/xml-tags.ts';

/** The content of a part of a package; null when there is none of this name. */
export type PartOf = (name: string) => Uint8Array | null;

/** The names of a workbook's sheets' parts, in the sheets' order; null for one that leads nowhere. */
export function sheetParts(part: PartOf): readonly (string | null)[] {
  const workbook = targetsOf(part, '_rels/.rels', '').find(({ type }) =>
    type.endsWith('/officeDocument'),
  )?.part;
  const xml = workbook === undefined ? null : part(workbook);
  if (workbook === undefined || xml === null) return [];
  const folder = workbook.slice(0, workbook.lastIndexOf('/') + 1);
  const file = workbook.slice(folder.length);
  const targets = new Map(
    targetsOf(part, `${folder}_rels/${file}.rels`, folder).map((each) => [each.id, each.part]),
  );
  return elements(xml, 'sheet').flatMap((sheet) => {
    const [name = '', id = ''] = [sheet.get('name'), sheet.get('id')];
    return name === '' || id === '' ? [] : [targets.get(id) ?? null];
  });
}

type Target = Readonly<{ id: string; type: string; part: string }>;

function targetsOf(part: PartOf, rels: string, folder: string): readonly Target[] {
  const xml = part(rels);
  return xml === null
    ? []
    : elements(xml, 'Relationship').map((each) => ({
        id: each.get('Id') ?? '',
        type: each.get('Type') ?? '',
        part: resolved(folder, each.get('Target') ?? ''),
      }));
}

/** A target is named from the folder of the part that names it, or from the root. */
function resolved(folder: string, target: string): string {
  const steps = (target.startsWith('/') ? target : folder + target).split('/');
  const path: string[] = [];
  for (const step of steps) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}

/** The attributes of each element of this name. */
function elements(part: Uint8Array, name: string): readonly ReadonlyMap<string, string>[] {
  const xml = asciiXml(part);
  const found: ReadonlyMap<string, string>[] = [];
  let end = 0;
  for (let at = nextTag(xml, 0); at < xml.length; at = nextTag(xml, end)) {
    end = endOfTag(xml, at);
    const start = localName(xml, at);
    if (isNamed(xml, start, name)) found.push(attributesOf(asciiOf(xml.subarray(start, end))));
  }
  return found;
}
