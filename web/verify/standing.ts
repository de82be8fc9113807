import { revisionsIndex, signedRevisionsIndex } from '../../shared/domain/integrity/revisions-index.ts';

/** Whether a revision still holds; `holds` is null where that is not known. */
export type Standing = Readonly<{ holds: boolean | null; zh: string; en: string }>;

/** What the signed list of revisions says of this one. */
export async function standingOf(
  of: Readonly<{
    read: () => Promise<string | null>;
    revision: number;
    manifestSha256: string;
    keyId: string;
    verifies: (signature: Uint8Array, bytes: Uint8Array) => Promise<boolean>;
  }>,
): Promise<Standing> {
  const text = await of.read();
  if (text === null)
    return {
      holds: null,
      zh: '取不到版本目录，不知道本版是否仍然有效。',
      en: 'The list of revisions cannot be fetched.',
    };
  const wrong = {
    holds: false,
    zh: '版本目录 revisions.json 的签名无效。',
    en: 'The signature of revisions.json does not hold.',
  };
  const envelope = signedRevisionsIndex.safeParse(parsed(text));
  if (!envelope.success || envelope.data.keyId !== of.keyId) return wrong;
  const signature = Uint8Array.from(atob(envelope.data.signature), (character) => character.charCodeAt(0));
  if (!(await of.verifies(signature, new TextEncoder().encode(envelope.data.signed)))) return wrong;
  const index = revisionsIndex.safeParse(parsed(envelope.data.signed));
  const entry = index.data?.revisions.find(({ revision }) => revision === of.revision);
  const newest = index.data?.revisions[0]?.revision ?? 0;
  if (entry?.manifestSha256 !== of.manifestSha256)
    return {
      holds: false,
      zh: `版本目录里的第 ${of.revision} 版是另一份清单。`,
      en: `The list of revisions knows another manifest of revision ${of.revision}.`,
    };
  if (entry.state === 'in-force')
    return {
      holds: true,
      zh: `第 ${of.revision} 版是现行版本。`,
      en: `Revision ${of.revision} is the one that holds.`,
    };
  return {
    holds: null,
    zh: `第 ${of.revision} 版已不是现行版本，最新的是第 ${newest} 版。`,
    en: `Revision ${of.revision} no longer holds; the newest is ${newest}.`,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
