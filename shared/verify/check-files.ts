import { manifestFiles, readManifest, revisionsFile, type Manifest } from '../domain/integrity/manifest.ts';

/** What was found wrong, and where. */
export type Fault = Readonly<
  | { kind: 'no-manifest' | 'no-signature' | 'no-key' | 'manifest-malformed'; path: string }
  /** The key that lies beside the manifest is not the one that the manifest names. */
  | { kind: 'key-not-named'; path: string; named: string; found: string }
  /** It is signed, and not by the key that was expected. */
  | { kind: 'other-key'; path: string; named: string; found: string }
  | { kind: 'signature-wrong'; path: string }
  | { kind: 'missing' | 'added'; path: string }
  | { kind: 'altered'; path: string; named: string; found: string }
  /** What the manifest says of inputs, rubric or result is not what it says of the file. */
  | { kind: 'facts-differ'; path: string; named: string; found: string }
>;

/** What a check needs of where it runs: a program or a browser. */
export type CheckTools = Readonly<{
  /** A file of the folder; null when there is none. */
  read: (path: string) => Promise<Uint8Array | null>;
  /** Every file of the folder, where that can be known. */
  list: (() => Promise<readonly string[]>) | null;
  /** In hexadecimal. */
  sha256: (bytes: Uint8Array) => Promise<string>;
  /** Whether RSASSA-PKCS1-v1_5 with SHA-256 holds. @param spki the public key, DER */
  verifies: (spki: Uint8Array, signature: Uint8Array, bytes: Uint8Array) => Promise<boolean>;
}>;

export type Checked = Readonly<{
  manifest: Manifest | null;
  /** The fingerprint of the key that lies beside the manifest. */
  keyId: string | null;
  faults: readonly Fault[];
}>;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Checks a folder against its manifest: the signature, every file, and what does not belong there.
 * @param expectedKey the fingerprint that the reader has from elsewhere; without it the signature is checked with the key that
 *   lies beside it, which proves that nothing was altered since it was signed, and not by whom
 * @param seen told after each file
 * @param chosen of the manifest's files, which are looked at; all of them unless said
 */
export async function checkFiles(
  tools: CheckTools,
  expectedKey: string | null,
  seen: (done: number, of: number) => void = () => undefined,
  chosen: (path: string) => boolean = () => true,
): Promise<Checked> {
  const { manifest: manifestPath, publicKey } = manifestFiles;
  const bytes = await tools.read(manifestPath);
  if (bytes === null)
    return { manifest: null, keyId: null, faults: [{ kind: 'no-manifest', path: manifestPath }] };
  const manifest = readManifest(textOf(bytes));
  if (manifest === null)
    return { manifest: null, keyId: null, faults: [{ kind: 'manifest-malformed', path: manifestPath }] };

  const faults: Fault[] = [];
  const spki = derOf((await tools.read(publicKey)) ?? new Uint8Array());
  const keyId = spki === null ? null : await tools.sha256(spki);
  faults.push(...(await signatureFaults(tools, bytes, manifest, spki, keyId, expectedKey)));
  const files = manifest.files.filter(({ path }) => chosen(path));
  for (const [done, { path, sha256 }] of files.entries()) {
    const file = await tools.read(path);
    const found = file === null ? null : await tools.sha256(file);
    if (found === null) faults.push({ kind: 'missing', path });
    else if (found !== sha256) faults.push({ kind: 'altered', path, named: sha256, found });
    seen(done + 1, files.length);
  }
  faults.push(...factFaults(manifest));
  const belongs = new Set([
    revisionsFile,
    ...Object.values(manifestFiles),
    ...manifest.files.map(({ path }) => path),
  ]);
  for (const path of (await tools.list?.()) ?? []) {
    if (!belongs.has(path)) faults.push({ kind: 'added', path });
  }
  return { manifest, keyId, faults };
}

async function signatureFaults(
  tools: CheckTools,
  bytes: Uint8Array,
  { signed }: Manifest,
  spki: Uint8Array | null,
  keyId: string | null,
  expectedKey: string | null,
): Promise<readonly Fault[]> {
  const { signature: path, publicKey } = manifestFiles;
  const faults: Fault[] = [];
  if (expectedKey !== null && expectedKey !== (keyId ?? signed.keyId))
    faults.push({ kind: 'other-key', path: publicKey, named: expectedKey, found: keyId ?? signed.keyId });
  const signature = await tools.read(path);
  if (spki === null || keyId === null) return [...faults, { kind: 'no-key', path: publicKey }];
  if (keyId !== signed.keyId)
    faults.push({ kind: 'key-not-named', path: publicKey, named: signed.keyId, found: keyId });
  if (signature === null) return [...faults, { kind: 'no-signature', path }];
  if (!(await isSignedBy(tools, spki, signature, bytes))) faults.push({ kind: 'signature-wrong', path });
  return faults;
}

/** Whether the key has signed the bytes. A key that cannot be read has signed nothing, however the tools say so. */
async function isSignedBy(
  tools: CheckTools,
  spki: Uint8Array,
  signature: Uint8Array,
  bytes: Uint8Array,
): Promise<boolean> {
  try {
    return await tools.verifies(spki, signature, bytes);
  } catch {
    return false;
  }
}

/** A manifest that contradicts itself was not made by the product. */
function factFaults(manifest: Manifest): readonly Fault[] {
  if (manifest.kind === 'custody') return [];
  const facts = [
    ['inputs.json', manifest.inputsSha256],
    ['rubric.json', manifest.rubricSha256],
    ['result.json', manifest.resultSha256],
  ] as const;
  return facts.flatMap(([path, named]): Fault[] => {
    const found = manifest.files.find((each) => each.path === path)?.sha256 ?? '';
    return found === named ? [] : [{ kind: 'facts-differ', path, named, found }];
  });
}

/** What stands between the lines of a PEM; null when that is nothing. */
export function derOf(pem: Uint8Array): Uint8Array | null {
  const [, body = ''] =
    /-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----/.exec(textOf(pem)) ?? [];
  try {
    const binary = atob(body.replaceAll(/\s/g, ''));
    return binary === '' ? null : Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

function textOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return '';
  }
}
