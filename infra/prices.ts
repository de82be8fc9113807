/**
 * AWS's list prices in us-east-1 in US dollars, without free tiers and taxes, as of 2025: what the dashboard's "cost today" and
 * docs/costs.md reckon with. Other regions differ; the China regions are priced in yuan. They change nothing but these sums.
 */
export const prices = {
  lambda: { request: 0.2 / 1e6, gigabyteSecond: 0.0000133334 },
  dynamodb: {
    readUnit: 0.125 / 1e6,
    /** A write in a transaction takes two. */
    writeUnit: 0.625 / 1e6,
    /** A gigabyte and month, with point-in-time recovery. */
    gigabyte: 0.25 + 0.2,
  },
  httpApi: { call: 1 / 1e6 },
  stepFunctions: { transition: 0.025 / 1e3 },
  s3: { put: 0.005 / 1e3, get: 0.0004 / 1e3, gigabyte: 0.023 },
  kms: { key: 1, call: 0.03 / 1e4, signature: 0.15 / 1e4 },
  cloudwatch: {
    metric: 0.3,
    /** For each metric that an alarm watches. */
    alarmMetric: 0.1,
    /** Beyond the three that an account has for nothing. */
    dashboard: 3,
    logGigabyte: 0.5,
  },
  scheduler: { call: 1 / 1e6 },
  secret: 0.4,
  /** The plus plan, for each person who signs in within the month. */
  cognito: { activeUser: 0.02 },
  /** A gigabyte of the table's backups, and month. */
  backup: { gigabyte: 0.1 },
} as const;
