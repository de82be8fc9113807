import { refuse } from '../domain/errors.ts';

/**
 * Holds what one call reads of a year's units to what it has time for: API Gateway waits 29 seconds.
 * @throws Refusal `too-many-units`
 */
export function requireUnitsAtOnce(units: readonly unknown[], most: number): void {
  if (units.length > most) throw refuse.tooLarge('too-many-units', { units: units.length, most });
}
