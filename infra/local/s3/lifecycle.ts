import { isLocked } from './object-lock.ts';
import type { ObjectFiles, Version } from './object-files.ts';

/** A rule of a bucket that is in force. Null for what it says nothing of. */
export type LifecycleRule = Readonly<{
  prefix: string;
  /** So many days after it was written a newest version expires. */
  expirationDays: number | null;
  /** So many days after its successor was written an earlier version goes for good. */
  noncurrentDays: number | null;
}>;

/** What is to happen to the versions of one key. */
type Expiry = Readonly<{
  /** The newest version, which gets a deletion mark. */
  marked: Version | null;
  /** What goes for good, the oldest first: killed in between, no earlier version comes to light again. */
  removed: readonly Version[];
}>;

const day = 86_400_000;
const nothing: Expiry = { marked: null, removed: [] };

/**
 * What of one key goes at this moment, by S3's own rules. Where several of them speak of a key, the earliest day counts.
 * A lock keeps a version and not its place as the newest one: a deletion mark may be laid over it, here as on S3.
 * @param versions all there are of the key, the oldest first
 */
export function expiryOf(
  versions: readonly Version[],
  rules: readonly LifecycleRule[],
  { versioned, now }: Readonly<{ versioned: boolean; now: number }>,
): Expiry {
  const newest = versions.at(-1);
  if (newest === undefined) return nothing;
  const speaking = rules.filter(({ prefix }) => newest.key.startsWith(prefix));
  const expired = speaking.some(({ expirationDays }) => isOver(newest, expirationDays, now));
  const isFree = ({ lock }: Version) => !isLocked(lock, now);
  if (!versioned) {
    // S3 keeps one version there. The store keeps more, which nobody must find once the newest has gone.
    return expired ? { marked: null, removed: versions.filter(isFree) } : nothing;
  }
  const earlier = versions.slice(0, -1).filter((version, index) => {
    const successor = versions[index + 1] ?? newest;
    return isFree(version) && speaking.some(({ noncurrentDays }) => isOver(successor, noncurrentDays, now));
  });
  // A rule that expires newest versions also clears a deletion mark of its age that nothing lies under any more (S3's
  // "expired object delete marker"); one that speaks of earlier versions alone does not.
  const isBare = newest.deleted && versions.length === 1;
  return {
    marked: expired && !newest.deleted ? newest : null,
    removed: expired && isBare ? [newest] : earlier,
  };
}

/** S3 adds the days to the moment of writing and waits for the midnight (UTC) after that. */
function isOver({ modifiedAt }: Version, days: number | null, now: number): boolean {
  if (days === null) return false;
  const over = Date.parse(modifiedAt) + days * day;
  return now >= (Math.floor(over / day) + 1) * day;
}

/** A bucket's objects and what goes of them. */
type Expiring = Readonly<{
  name: string;
  files: ObjectFiles;
  rules: readonly LifecycleRule[];
  versioned: boolean;
}>;

/** Often enough for rules that count days. */
const everyMs = 3_600_000;

/**
 * Lets everything go whose time is over: now, before it returns, and then every hour. What cannot be removed is told to the
 * log and tried again an hour later.
 */
export async function startExpiry(
  options: Readonly<{ buckets: readonly Expiring[]; now: () => number; log: (line: string) => void }>,
): Promise<{ close: () => Promise<void> }> {
  const buckets = options.buckets.filter(({ rules }) => rules.length > 0);
  let closed = false;
  let underWay: Promise<void> | null = null;

  async function expire({ name, files, rules, versioned }: Expiring): Promise<void> {
    const failures: unknown[] = [];
    for (const versions of files.histories()) {
      if (closed) break;
      const { marked, removed } = expiryOf(versions, rules, { versioned, now: options.now() });
      try {
        if (removed.length > 0) await files.removeForGood(removed);
        if (marked !== null) await files.removeIfNewest(marked);
      } catch (error) {
        failures.push(error);
      }
    }
    // One line, however many there are: on a disk that takes nothing they are all.
    if (failures.length > 0) options.log(notRemoved(name, failures));
  }
  async function expireAll(): Promise<void> {
    for (const bucket of buckets) await expire(bucket);
  }
  /** A sweep that takes longer than an hour is not joined by another. */
  async function sweep(): Promise<void> {
    // What throws then is the log, whose disk takes nothing either: nobody is left to tell.
    underWay ??= expireAll().catch(() => undefined);
    await underWay;
    underWay = null;
  }

  await sweep();
  const timer = setInterval(() => void sweep(), everyMs);
  timer.unref();
  return {
    close: async () => {
      closed = true;
      clearInterval(timer);
      await underWay;
    },
  };
}

function notRemoved(bucket: string, failures: readonly unknown[]): string {
  const [first] = failures;
  const reason = first instanceof Error ? first.message : String(first);
  const count = failures.length;
  return `存储桶 ${bucket} 中有 ${count} 个对象已过保存期限，但未能删除（${reason}）：一小时后再试；请检查数据目录的权限和磁盘。 / ${count} objects of bucket ${bucket} have expired and could not be removed (${reason}): it is tried again in an hour; check the permissions and the disk of the data folder.`;
}
