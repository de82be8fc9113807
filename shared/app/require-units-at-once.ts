import { refuse } from '../domain/errors.ts';

/**
 * Holds what one call reads of a year's units to what it has time for: API Gateway waits 29 seconds.
 * @throws Refusal `code`
 */
export function requireUnitsAtOnce(
  units: readonly unknown[],
  most: number,
  code: 'too-many-units' | 'dry-run-too-large',
): void {
  if (units.length > most) throw refuse.tooLarge(code, { units: units.length, most });
}
