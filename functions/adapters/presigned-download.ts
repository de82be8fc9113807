import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

export type DownloadRequest = Readonly<{
  bucket: string;
  key: string;
  fileName: string;
  contentType: string;
  expiresInSeconds?: number;
}>;

/** A link that saves an object under its real name and never shows it in the browser: uploads are not ours to render. */
export function presignDownload(client: S3Client, request: DownloadRequest): Promise<string> {
  return getSignedUrl(
    client,
    new GetObjectCommand({
      Bucket: request.bucket,
      Key: request.key,
      ResponseContentDisposition: attachment(request.fileName),
      ResponseContentType: request.contentType,
    }),
    { expiresIn: request.expiresInSeconds ?? 120 },
  );
}

/** RFC 6266 with the name in RFC 5987's form, and a plain one for what cannot read it. */
export function attachment(fileName: string): string {
  const ascii = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const extended = encodeURIComponent(fileName.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${extended}`;
}
