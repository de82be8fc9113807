import { createHash } from 'node:crypto';
import {
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type ListObjectVersionsCommandInput,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { headsPrefix, storageKeys } from '../../shared/contracts/storage-keys.ts';
import { headsDocument, signedHeads, type SignedHeads } from '../../shared/domain/audit/signed-heads.ts';
import type { HeadsArchive } from '../../shared/ports/heads-archive.ts';

/** How many sets are read at once: they are small, and a year has thousands. */
const sideBySide = 32;

type Place = Readonly<{ key: string; version: string | undefined }>;

/** Signed heads in a bucket whose objects are locked. */
export function s3Heads(client: S3Client, bucket: string): HeadsArchive {
  /** Versions, not objects: a version stays when the object is marked deleted, or another is laid over it. */
  async function places(prefix: string): Promise<Place[]> {
    const first = new Map<string, Place>();
    let after: Pick<ListObjectVersionsCommandInput, 'KeyMarker' | 'VersionIdMarker'> | null = {};
    while (after !== null) {
      const page: ListObjectVersionsCommandOutput = await client.send(
        new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix, ...after }),
      );
      // S3 lists the keys in order, and of each the newest version first.
      for (const { Key: key, VersionId: version } of page.Versions ?? [])
        if (key !== undefined) first.set(key, { key, version });
      after =
        page.IsTruncated === true
          ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
          : null;
    }
    return [...first.values()];
  }

  async function read({ key, version }: Place): Promise<SignedHeads> {
    const found = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: version }));
    const text = (await found.Body?.transformToString()) ?? '';
    return signedHeads.parse(JSON.parse(text));
  }

  return {
    add: async (scope, set) => {
      const sha256 = createHash('sha256').update(set.document).digest('hex');
      const { at } = headsDocument.parse(JSON.parse(set.document));
      const body = JSON.stringify(set);
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: storageKeys.signedHeads({ scope, at, sha256 }),
          Body: body,
          ContentType: 'application/json',
          // A bucket whose objects are locked takes nothing without a checksum.
          ChecksumSHA256: createHash('sha256').update(body).digest('base64'),
        }),
      );
    },
    all: async (scope) => {
      const found = await places(headsPrefix(scope));
      const sets: SignedHeads[] = [];
      for (let start = 0; start < found.length; start += sideBySide)
        sets.push(...(await Promise.all(found.slice(start, start + sideBySide).map(read))));
      return sets;
    },
  };
}
