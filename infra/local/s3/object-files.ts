import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, readFileSync, rmSync, type ReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';
import { objectLock, type ObjectLock } from './object-lock.ts';

/** What is kept of one version of an object. Its body lies beside it under the same name. */
const version = z.strictObject({
  key: z.string(),
  versionId: z.string(),
  /** Order of writing within the bucket: the highest of a key is its newest version. */
  sequence: z.int(),
  size: z.int(),
  etag: z.string(),
  sha256: z.string(),
  deleted: z.boolean(),
  headers: z.record(z.string(), z.string()),
  modifiedAt: z.string(),
  lock: z._default(z.nullable(objectLock), null),
});
export type Version = z.infer<typeof version>;

/** A body being received: the file is there, nobody sees it yet. */
export type Received = Readonly<{ file: string; size: number; md5: string; sha256: string }>;

/**
 * The objects of one bucket as files. A body is written and synced first, then its description is put in place by a rename:
 * a version exists exactly when its description does, so a kill at any moment leaves whole versions and nothing else.
 */
export class ObjectFiles {
  readonly #dir: string;
  readonly #versions = new Map<string, Version[]>();
  readonly #writing = new Set<string>();
  #sequence = 0;

  /** Reads what is there; bodies without a description are left-overs of an interrupted upload and are removed. */
  constructor(dir: string) {
    this.#dir = dir;
    mkdirSync(dir, { recursive: true });
    const names = new Set(readdirSync(dir));
    for (const name of names) {
      if (name.endsWith('.json'))
        this.#remember(version.parse(JSON.parse(readFileSync(path.join(dir, name), 'utf8'))));
      else if (!names.has(`${name}.json`)) rmSync(path.join(dir, name));
    }
    for (const list of this.#versions.values()) list.sort((left, right) => left.sequence - right.sequence);
  }

  /** The newest version of a key, or a named one; null when there is none or it was deleted. */
  find(key: string, versionId: string | null): Version | null {
    const list = this.#versions.get(key) ?? [];
    const found = versionId === null ? list.at(-1) : list.find((each) => each.versionId === versionId);
    return found === undefined || found.deleted ? null : found;
  }

  /** Keys that have a newest version, in order, with it. */
  list(prefix: string): readonly Version[] {
    return this.#keys(prefix).flatMap((key) => this.find(key, null) ?? []);
  }

  /** Every version there is, by key, of each key the newest first; deletion marks too. */
  listVersions(prefix: string): readonly Version[] {
    return this.#keys(prefix).flatMap((key) => (this.#versions.get(key) ?? []).toReversed());
  }

  /** Takes in a body, hashing as it comes; on any fault what came is removed. */
  async receive(body: AsyncIterable<Uint8Array>, limit: number | null): Promise<Received> {
    const file = path.join(this.#dir, randomBytes(16).toString('hex'));
    const [md5, sha256] = [createHash('md5'), createHash('sha256')];
    const handle = await open(file, 'wx');
    let size = 0;
    try {
      for await (const chunk of body) {
        size += chunk.byteLength;
        if (limit !== null && size > limit) throw new RangeError('The body is longer than was said');
        md5.update(chunk);
        sha256.update(chunk);
        await handle.write(chunk);
      }
      await handle.sync();
    } catch (error) {
      await handle.close();
      await rm(file, { force: true });
      throw error;
    }
    await handle.close();
    return { file, size, md5: md5.digest('hex'), sha256: sha256.digest('hex') };
  }

  /** Drops a body that was refused. */
  async discard(received: Received): Promise<void> {
    await rm(received.file, { force: true });
  }

  /**
   * Makes a received body the newest version of a key. With `onlyIfAbsent`, of several that come at once one wins.
   * @returns the version, or null when the key was there and had to be absent
   */
  async put(
    key: string,
    received: Received,
    headers: Record<string, string>,
    lock: ObjectLock | null,
    onlyIfAbsent: boolean,
  ): Promise<Version | null> {
    if (onlyIfAbsent && (this.find(key, null) !== null || this.#writing.has(key))) return null;
    if (onlyIfAbsent) this.#writing.add(key);
    try {
      const { size, md5, sha256 } = received;
      return await this.#keep(received.file, { key, size, etag: md5, sha256, deleted: false, headers, lock });
    } finally {
      this.#writing.delete(key);
    }
  }

  /** Marks a key deleted; earlier versions stay, as in a versioned bucket. */
  async remove(key: string): Promise<Version> {
    const received = await this.receive(nothing(), null);
    return this.#keep(received.file, {
      key,
      size: 0,
      etag: received.md5,
      sha256: received.sha256,
      deleted: true,
      headers: {},
      lock: null,
    });
  }

  /** The body of a version, or a part of it. */
  read(of: Version, range: Readonly<{ start: number; end: number }> | null): ReadStream {
    return createReadStream(path.join(this.#dir, of.versionId), range ?? {});
  }

  async #keep(file: string, of: Omit<Version, 'versionId' | 'sequence' | 'modifiedAt'>): Promise<Version> {
    this.#sequence += 1;
    const kept: Version = {
      ...of,
      versionId: path.basename(file),
      sequence: this.#sequence,
      modifiedAt: new Date().toISOString(),
    };
    const description = `${file}.json`;
    const handle = await open(`${description}.new`, 'w');
    await handle.writeFile(JSON.stringify(kept));
    await handle.sync();
    await handle.close();
    await rename(`${description}.new`, description);
    await this.#syncFolder();
    this.#remember(kept);
    return kept;
  }

  /** Some systems do not open folders for syncing; there the rename itself is what they give. */
  async #syncFolder(): Promise<void> {
    try {
      const handle = await open(this.#dir, 'r');
      await handle.sync();
      await handle.close();
    } catch (error) {
      if (process.platform !== 'win32') throw error;
    }
  }

  #keys(prefix: string): readonly string[] {
    return [...this.#versions.keys()]
      .filter((key) => key.startsWith(prefix))
      .sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
  }

  #remember(of: Version): void {
    this.#sequence = Math.max(this.#sequence, of.sequence);
    this.#versions.set(of.key, [...(this.#versions.get(of.key) ?? []), of]);
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // A delete marker has no body.
}
