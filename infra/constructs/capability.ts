import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/**
 * What a function gets when it is given the use of something: the setting that says where the thing is, and the narrowest
 * rights to it. The two travel together, so that neither is ever given without the other.
 */
export type Capability<Setting extends string, Value extends string = string> = Readonly<{
  setting: Setting;
  value: Value;
  allows: readonly PolicyStatement[];
}>;

/** A setting that needs no right. */
export function plain<Setting extends string, Value extends string>(
  setting: Setting,
  value: Value,
): Capability<Setting, Value> {
  return { setting, value, allows: [] };
}
