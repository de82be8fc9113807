import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

export type UploadRequest = Readonly<{
  bucket: string;
  key: string;
  size: number;
  contentType: string;
  sha256Base64: string;
  expiresInSeconds?: number;
}>;

/**
 * A link that can upload one thing. Place, type, length, SHA-256 and "only if absent" are all signed, so that the store
 * itself refuses anything else. The client must be made with `requestChecksumCalculation: 'WHEN_REQUIRED'`: the SDK's default
 * would sign the CRC32 of an empty body.
 * @returns the address and the headers that the uploader must send with it
 */
export async function presignUpload(
  client: S3Client,
  request: UploadRequest,
): Promise<{ url: string; method: 'PUT'; headers: Record<string, string> }> {
  const { bucket, key, size, contentType, sha256Base64, expiresInSeconds = 300 } = request;
  const url = await getSignedUrl(
    client,
    new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      ContentType: contentType,
      ContentLength: size,
      ChecksumSHA256: sha256Base64,
      IfNoneMatch: '*',
    }),
    {
      expiresIn: expiresInSeconds,
      // Hoisted into the query a checksum would be a claim nobody has to send.
      unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
      signableHeaders: new Set([
        'host',
        'content-type',
        'content-length',
        'if-none-match',
        'x-amz-checksum-sha256',
      ]),
    },
  );
  return {
    url,
    method: 'PUT',
    // `content-length` is set by whoever sends the body; browsers do not let a page set it.
    headers: { 'content-type': contentType, 'if-none-match': '*', 'x-amz-checksum-sha256': sha256Base64 },
  };
}
