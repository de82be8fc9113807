/**
 * The list of everything that is handed out as one: each file with its SHA-256, and the facts that the whole rests on. It is
 * signed, so whoever has it can tell a file that was altered, left out or put in.
 *
 * Read by hand and not by a schema: the script that checks a report is published beside it, and has to be short enough for a
 * stranger to read before running it.
 */
export type ManifestFile = Readonly<{
  path: string;
  /** In bytes. */
  size: number;
  /** In hexadecimal. */
  sha256: string;
}>;

export type Manifest = Readonly<{
  format: typeof manifestFormat;
  /** A report by what made it, or the package of a year's whole record. */
  kind: 'year-end' | 're-evaluation' | 'custody';
  cycle: string;
  title: string;
  demonstration: boolean;
  revision: number;
  /** The revision in whose place this one comes, and its manifest where it had one. */
  supersedes: Readonly<{ revision: number; manifestSha256: string | null }> | null;
  /** What was scored, by which rules, and what came of it. */
  inputsSha256: string;
  rubricSha256: string;
  resultSha256: string;
  /** How the signature beside it was made; `keyId` is the SHA-256 of the public key. */
  signed: Readonly<{ algorithm: string; keyId: string }>;
  /** By path, in the order of their bytes. */
  files: readonly ManifestFile[];
}>;

export const manifestFormat = 'biaochi-manifest/1';

/** Files that stand beside the list and cannot stand in it. */
export const manifestFiles = {
  manifest: 'manifest.json',
  /** The signature's bytes over those of the manifest, as `openssl dgst -verify` takes them. */
  signature: 'manifest.sig',
  publicKey: 'public-key.pem',
} as const;

/** Stands beside a report for all its revisions, and is signed for itself. */
export const revisionsFile = 'revisions.json';

const sha256 = /^[0-9a-f]{64}$/;
/** Nothing that could lead out of the folder, on any system. */
const safePath = /^(?:[A-Za-z0-9-]{1,60}\/){0,4}[A-Za-z0-9-]{1,60}(?:\.[a-z0-9]{1,8})+$/;
const kinds = ['year-end', 're-evaluation', 'custody'] as const;

/** Whether a path may stand in a manifest. */
export function isManifestPath(path: string): boolean {
  return safePath.test(path);
}

/** A manifest's text read; null when it is none, which is said of a text that names a path outside its folder too. */
export function readManifest(text: string): Manifest | null {
  const found = fieldsOf(parsed(text));
  const kind = kinds.find((each) => each === found?.['kind']);
  const supersedes = readSuperseded(found?.['supersedes']);
  const signed = fieldsOf(found?.['signed']);
  const files = readFiles(found?.['files']);
  if (found === null || kind === undefined || supersedes === undefined || files === null) return null;
  const { format, cycle, title, demonstration, revision, inputsSha256, rubricSha256, resultSha256 } = found;
  const { algorithm, keyId } = signed ?? {};
  if (
    format !== manifestFormat ||
    typeof cycle !== 'string' ||
    typeof title !== 'string' ||
    typeof demonstration !== 'boolean' ||
    !isCount(revision) ||
    !isHash(inputsSha256) ||
    !isHash(rubricSha256) ||
    !isHash(resultSha256) ||
    typeof algorithm !== 'string' ||
    !isHash(keyId)
  )
    return null;
  return {
    format,
    kind,
    cycle,
    title,
    demonstration,
    revision,
    supersedes,
    inputsSha256,
    rubricSha256,
    resultSha256,
    signed: { algorithm, keyId },
    files,
  };
}

function readFiles(value: unknown): readonly ManifestFile[] | null {
  if (!Array.isArray(value)) return null;
  const files = value.map((each: unknown): ManifestFile | null => {
    const { path, size, sha256: hash } = fieldsOf(each) ?? {};
    if (typeof path !== 'string' || !isManifestPath(path) || !isCount(size) || !isHash(hash)) return null;
    return { path, size, sha256: hash };
  });
  const whole = files.filter((each) => each !== null);
  const paths = new Set(whole.map(({ path }) => path));
  return whole.length === files.length && paths.size === files.length ? whole : null;
}

/** `undefined` for what is neither a revision nor none. */
function readSuperseded(value: unknown): Manifest['supersedes'] | undefined {
  if (value === null) return null;
  const { revision, manifestSha256 } = fieldsOf(value) ?? {};
  if (!isCount(revision) || (manifestSha256 !== null && !isHash(manifestSha256))) return undefined;
  return { revision, manifestSha256 };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : null;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && sha256.test(value);
}
