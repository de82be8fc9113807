import type { RuleResource } from '../template/deployment.ts';
import type { Deliveries } from './deliveries.ts';
import { compileEventPattern } from './event-pattern.ts';
import type { Targets } from './targets.ts';

/** An event as EventBridge carries it. */
export type BusEvent = Readonly<Record<string, unknown>>;

export type EventBus = Readonly<{
  /** Hands an event to every rule that it fits. When this returns, what fits will be delivered, even after kill -9. */
  publish: (event: BusEvent) => void;
}>;

/**
 * The default event bus with the template's rules.
 * @throws LocalRuntimeError `template-unsupported` for a pattern or target that is not carried out here
 */
export function createEventBus(
  rules: readonly RuleResource[],
  targets: Targets,
  deliveries: Pick<Deliveries, 'accept'>,
): EventBus {
  const listening = rules.flatMap(({ logicalId, properties }) => {
    const owner = `AWS::Events::Rule "${logicalId}"`;
    for (const { Arn: arn } of properties.Targets) targets.check(arn, owner);
    if (properties.EventPattern === undefined || properties.State === 'DISABLED') return [];
    return [{ fits: compileEventPattern(properties.EventPattern, owner), ruleTargets: properties.Targets }];
  });
  return {
    publish: (event) => {
      for (const { fits, ruleTargets } of listening) {
        if (!fits(event)) continue;
        for (const { Arn: target, Input: input, DeadLetterConfig: deadLetters } of ruleTargets) {
          const payload: unknown = input === undefined ? event : JSON.parse(input);
          deliveries.accept({ target, payload, deadLetterQueue: deadLetters?.Arn ?? null });
        }
      }
    },
  };
}
