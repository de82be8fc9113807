import type { HeadsDocument } from '../domain/audit/signed-hashes.ts';
import { manifestFiles, type Manifest } from '../domain/integrity/manifest.ts';
import { derOf, type CheckTools } from './check-files.ts';

/** The signed heads of a package: what was signed, and where a set lies that no key of the package has signed. */
export type HeadsRead = Readonly<{
  documents: readonly HeadsDocument[];
  notSigned: readonly Readonly<{ path: string; line: number }>[];
}>;

const folder = 'heads/';
const utf8 = new TextDecoder();

/**
 * Reads a package's signed heads. Each set must be signed by the package's key or by that of the report in it, which differ where an
 * installation has moved; the package's manifest vouches for both.
 */
export async function readHeads(
  { files }: Manifest,
  { read, verifies }: Pick<CheckTools, 'read' | 'verifies'>,
): Promise<HeadsRead> {
  const keys: Uint8Array[] = [];
  for (const path of [manifestFiles.publicKey, `report/${manifestFiles.publicKey}`]) {
    const key = derOf((await read(path)) ?? new Uint8Array());
    if (key !== null) keys.push(key);
  }
  const isSigned = async (document: string, signature: string): Promise<boolean> => {
    for (const key of keys) {
      const holds = await verifies(key, bytesOf(signature), new TextEncoder().encode(document)).catch(
        () => false,
      );
      if (holds) return true;
    }
    return false;
  };
  const documents: HeadsDocument[] = [];
  const notSigned: { path: string; line: number }[] = [];
  for (const { path } of files.filter((file) => file.path.startsWith(folder))) {
    const lines = utf8.decode((await read(path)) ?? new Uint8Array()).split('\n');
    for (const [place, line] of lines.entries()) {
      if (line === '') continue;
      const { document, signature } = fieldsOf(parsed(line));
      const signed =
        typeof document === 'string' && typeof signature === 'string' && (await isSigned(document, signature))
          ? headsOf(document)
          : null;
      if (signed === null) notSigned.push({ path, line: place + 1 });
      else documents.push(signed);
    }
  }
  return { documents, notSigned };
}

function bytesOf(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

function headsOf(document: string): HeadsDocument | null {
  const { heads } = fieldsOf(parsed(document));
  if (!Array.isArray(heads)) return null;
  const read = heads.map((each: unknown) => {
    const { stream, from, hashes } = fieldsOf(each);
    if (typeof stream !== 'string' || typeof from !== 'number' || !Array.isArray(hashes)) return null;
    return { stream, from, hashes: hashes.map(String) };
  });
  const whole = read.filter((each) => each !== null);
  return whole.length === read.length ? { heads: whole } : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
