import type { BucketResource } from '../template/deployment.ts';
import type { BucketSettings } from './start-s3.ts';

/** What a bucket of the template asks of the store. */
export function bucketSettings({ id, properties }: BucketResource): BucketSettings {
  return {
    name: id.name,
    versioned: properties.VersioningConfiguration?.Status === 'Enabled',
    cors: (properties.CorsConfiguration?.CorsRules ?? []).map((rule) => ({
      allowedOrigins: rule.AllowedOrigins,
      allowedMethods: rule.AllowedMethods,
      allowedHeaders: rule.AllowedHeaders ?? [],
      exposedHeaders: rule.ExposedHeaders ?? [],
      maxAgeSeconds: rule.MaxAge ?? null,
    })),
    lock: lockSettings(properties),
    lifecycle: (properties.LifecycleConfiguration?.Rules ?? [])
      .filter(({ Status: status }) => status === 'Enabled')
      .map((rule) => ({
        prefix: rule.Prefix,
        expirationDays: rule.ExpirationInDays ?? null,
        noncurrentDays: rule.NoncurrentVersionExpiration?.NoncurrentDays ?? null,
      })),
  };
}

function lockSettings({
  ObjectLockEnabled,
  ObjectLockConfiguration,
}: BucketResource['properties']): BucketSettings['lock'] {
  if (ObjectLockEnabled !== true) return null;
  const of = ObjectLockConfiguration?.Rule?.DefaultRetention;
  if (of === undefined) return { defaultRetention: null };
  return {
    defaultRetention: { mode: of.Mode, ...('Years' in of ? { years: of.Years } : { days: of.Days }) },
  };
}
