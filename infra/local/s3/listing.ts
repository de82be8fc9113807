import { escapeXml } from './escape-xml.ts';
import type { ObjectFiles, Version } from './object-files.ts';
import { s3Errors } from './s3-error.ts';

const namespace = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
const mostInPage = 1000;

/**
 * What ListObjectsV2 or ListObjectVersions answers for a bucket.
 * @throws S3Error NotImplemented for the older listing and for delimiters
 */
export function listing(query: URLSearchParams, bucket: string, files: ObjectFiles): string {
  if (query.has('delimiter')) throw s3Errors.notImplemented('listing with a delimiter');
  const most = Math.min(mostInPage, Number(query.get('max-keys') ?? mostInPage));
  const prefix = query.get('prefix') ?? '';
  const head = `<Name>${escapeXml(bucket)}</Name><Prefix>${escapeXml(prefix)}</Prefix><MaxKeys>${most}</MaxKeys>`;
  if (query.has('versions')) return versions(query, files.listVersions(prefix), most, head);
  if (query.get('list-type') !== '2') throw s3Errors.notImplemented('ListObjects (version 1)');
  return objects(query, files.list(prefix), most, head);
}

function objects(query: URLSearchParams, found: readonly Version[], most: number, head: string): string {
  const after = query.get('continuation-token') ?? query.get('start-after') ?? '';
  const left = found.filter((version) => version.key > after);
  const shown = left.slice(0, most);
  const more = left.length > shown.length;
  const contents = shown.map((each) => `<Contents>${described(each)}</Contents>`);
  const next = more
    ? `<NextContinuationToken>${escapeXml(shown.at(-1)?.key ?? '')}</NextContinuationToken>`
    : '';
  return page(
    'ListBucketResult',
    `${head}<KeyCount>${shown.length}</KeyCount>`,
    more,
    next + contents.join(''),
  );
}

/** Of each key the newest version first, deletion marks among them. */
function versions(query: URLSearchParams, found: readonly Version[], most: number, head: string): string {
  const [key, id] = [query.get('key-marker'), query.get('version-id-marker')];
  const place = found.findIndex((each) => each.key === key && (id === null || each.versionId === id));
  const left = key === null ? found : found.slice(place + 1);
  const shown = left.slice(0, most);
  const more = left.length > shown.length;
  const last = shown.at(-1);
  const next =
    more && last !== undefined
      ? `<NextKeyMarker>${escapeXml(last.key)}</NextKeyMarker><NextVersionIdMarker>${last.versionId}</NextVersionIdMarker>`
      : '';
  const newest = new Map(found.toReversed().map((each) => [each.key, each.versionId]));
  const contents = shown.map((each) => {
    const which = `<VersionId>${each.versionId}</VersionId><IsLatest>${newest.get(each.key) === each.versionId}</IsLatest>`;
    return each.deleted
      ? `<DeleteMarker><Key>${escapeXml(each.key)}</Key>${which}<LastModified>${each.modifiedAt}</LastModified></DeleteMarker>`
      : `<Version>${described(each)}${which}</Version>`;
  });
  return page('ListVersionsResult', head, more, next + contents.join(''));
}

function described({ key, modifiedAt, etag, size }: Version): string {
  return `<Key>${escapeXml(key)}</Key><LastModified>${modifiedAt}</LastModified><ETag>&quot;${etag}&quot;</ETag><Size>${size}</Size><StorageClass>STANDARD</StorageClass>`;
}

function page(name: string, head: string, more: boolean, rest: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><${name} ${namespace}>${head}<IsTruncated>${more}</IsTruncated>${rest}</${name}>`;
}
