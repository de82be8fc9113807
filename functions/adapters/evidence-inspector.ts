import {
  GetObjectCommand,
  GetObjectTaggingCommand,
  S3ServiceException,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { InspectionVerdict } from '../../shared/domain/evidence/inspection.ts';
import type { EvidenceInspector } from '../../shared/ports/services.ts';
import { inspectArrivedFile } from './inspection/inspect-arrived-file.ts';
import { photographFingerprint } from './inspection/photograph-fingerprint.ts';

/** The tag by which GuardDuty Malware Protection says what it found. */
const scanTag = 'GuardDutyMalwareScanStatus';

/**
 * Fetches an uploaded object and looks at its bytes. The whole object is held in memory: at most 100 MB, which the link that
 * brought it enforced and the function's memory is sized for. With `virusScan` required, GuardDuty's word comes first: what it
 * refuses, or cannot look into, is not even read here.
 */
export function evidenceInspector(
  client: S3Client,
  bucket: string,
  virusScan: 'off' | 'required',
): EvidenceInspector {
  return {
    inspect: async (key, declared) => {
      try {
        const scan = virusScan === 'off' ? 'NO_THREATS_FOUND' : await scanStatus(client, bucket, key);
        if (scan === null) return 'not-scanned';
        if (scan !== 'NO_THREATS_FOUND')
          return { verdict: refusedByScan(scan), objectVersion: null, fingerprint: null };

        const object = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        if (object.Body === undefined) return 'no-object';
        const bytes = await object.Body.transformToByteArray();
        const verdict = inspectArrivedFile(bytes, declared);
        return {
          verdict,
          objectVersion: object.VersionId ?? null,
          fingerprint: photographFingerprint(bytes, verdict),
        };
      } catch (error) {
        if (error instanceof S3ServiceException && error.name === 'NoSuchKey') return 'no-object';
        throw error;
      }
    },
  };
}

/** GuardDuty's word on an object, or null before it has spoken. */
async function scanStatus(client: S3Client, bucket: string, key: string): Promise<string | null> {
  const { TagSet = [] } = await client.send(new GetObjectTaggingCommand({ Bucket: bucket, Key: key }));
  return TagSet.find((tag) => tag.Key === scanTag)?.Value ?? null;
}

function refusedByScan(status: string): InspectionVerdict {
  const reason =
    status === 'THREATS_FOUND'
      ? { code: 'malware' as const, params: {} }
      : { code: 'scan-failed' as const, params: { status } };
  return { outcome: 'quarantined', reasons: [reason] };
}
