import { DefaultStackSynthesizer, type IStackSynthesizer } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import * as z from 'zod/mini';
import type { Installation } from '../config.ts';

/**
 * The CDK's own declarations contradict each other under `exactOptionalPropertyTypes`: a `Bucket` is no `IBucket`. These say
 * it is, by checking what it really is.
 */
const iBucket = z.custom<IBucket>((value: unknown) => value instanceof Bucket);
const iStackSynthesizer = z.custom<IStackSynthesizer>(
  (value: unknown) => value instanceof DefaultStackSynthesizer,
);

export function asIBucket(bucket: Bucket): IBucket {
  return iBucket.parse(bucket);
}

export function asStackSynthesizer(synthesizer: DefaultStackSynthesizer): IStackSynthesizer {
  return iStackSynthesizer.parse(synthesizer);
}

/** How long logs are kept, as CloudWatch takes it. */
export const retentionOf: Readonly<Record<Installation['logRetentionDays'], RetentionDays>> = {
  180: RetentionDays.SIX_MONTHS,
  365: RetentionDays.ONE_YEAR,
  731: RetentionDays.TWO_YEARS,
  1827: RetentionDays.FIVE_YEARS,
  3653: RetentionDays.TEN_YEARS,
};
