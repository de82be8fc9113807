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
type NewVersion = Omit<Version, 'versionId' | 'sequence' | 'modifiedAt'>;

/** A body being received: the file is there, nobody sees it yet. */
export type Received = Readonly<{ file: string; size: number; md5: string; sha256: string }>;

/**
 * The objects of one bucket as files. A body is written and synced first, then its description is put in place by a rename:
 * a version exists exactly when its description does, so a kill at any moment leaves whole versions and nothing else.
 */
export class ObjectFiles {
  readonly #dir: string;
  readonly #now: () => number;
  /** Of each key the oldest first. */
  readonly #versions = new Map<string, readonly Version[]>();
  /** How many versions of a key are on their way. */
  readonly #writing = new Map<string, number>();
  #sequence = 0;

  /** Reads what is there; bodies without a description are left-overs of an interrupted upload or removal and are removed. */
  constructor(dir: string, now: () => number) {
    this.#dir = dir;
    this.#now = now;
    mkdirSync(dir, { recursive: true });
    const names = new Set(readdirSync(dir));
    for (const name of names) {
      if (name.endsWith('.json'))
        this.#remember(version.parse(JSON.parse(readFileSync(path.join(dir, name), 'utf8'))));
      else if (!names.has(`${name}.json`)) rmSync(path.join(dir, name));
    }
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

  /** What there is of each key, of each the oldest version first; keys come in no order. */
  histories(): readonly (readonly Version[])[] {
    return [...this.#versions.values()];
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
    const { size, md5, sha256 } = received;
    return this.#keep(received.file, { key, size, etag: md5, sha256, deleted: false, headers, lock });
  }

  /** Marks a key deleted; earlier versions stay, as in a versioned bucket. */
  async remove(key: string): Promise<Version> {
    return this.#mark(key, await this.receive(nothing(), null));
  }

  /** Marks a key deleted as long as this is its newest version: what has come since, or is coming, is not hidden by the mark. */
  async removeIfNewest(of: Version): Promise<void> {
    const received = await this.receive(nothing(), null);
    if (this.find(of.key, null) === of && !this.#writing.has(of.key)) await this.#mark(of.key, received);
    else await this.discard(received);
  }

  /**
   * Removes versions of one key for good, in the order given: first what describes them, which is synced, then the bodies. Killed
   * in between, bodies are left that belong to nothing, and the next start removes them. When it fails it may be asked again.
   */
  async removeForGood(versions: readonly Version[]): Promise<void> {
    const fileOf = ({ versionId }: Version) => path.join(this.#dir, versionId);
    for (const version of versions) await rm(`${fileOf(version)}.json`, { force: true });
    await this.#syncFolder();
    for (const version of versions) {
      await rm(fileOf(version), { force: true });
      this.#forget(version);
    }
  }

  /** The body of a version, or a part of it. */
  read(of: Version, range: Readonly<{ start: number; end: number }> | null): ReadStream {
    return createReadStream(path.join(this.#dir, of.versionId), range ?? {});
  }

  async #mark(key: string, received: Received): Promise<Version> {
    const { md5, sha256 } = received;
    const mark = { key, size: 0, etag: md5, sha256, deleted: true, headers: {}, lock: null };
    try {
      return await this.#keep(received.file, mark);
    } catch (error) {
      await this.discard(received);
      throw error;
    }
  }

  async #keep(file: string, of: NewVersion): Promise<Version> {
    this.#writing.set(of.key, (this.#writing.get(of.key) ?? 0) + 1);
    try {
      return await this.#describe(file, of);
    } finally {
      const others = (this.#writing.get(of.key) ?? 1) - 1;
      if (others === 0) this.#writing.delete(of.key);
      else this.#writing.set(of.key, others);
    }
  }

  async #describe(file: string, of: NewVersion): Promise<Version> {
    this.#sequence += 1;
    const kept: Version = {
      ...of,
      versionId: path.basename(file),
      sequence: this.#sequence,
      modifiedAt: new Date(this.#now()).toISOString(),
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

  /** Several that are written at once may be done in another order than the one they take, which a restart would find. */
  #remember(of: Version): void {
    this.#sequence = Math.max(this.#sequence, of.sequence);
    const versions = [...(this.#versions.get(of.key) ?? []), of];
    this.#versions.set(
      of.key,
      versions.sort((left, right) => left.sequence - right.sequence),
    );
  }

  #forget(of: Version): void {
    const left = (this.#versions.get(of.key) ?? []).filter((each) => each !== of);
    if (left.length === 0) this.#versions.delete(of.key);
    else this.#versions.set(of.key, left);
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // A delete marker has no body.
}
