import * as z from 'zod/mini';
import type { CycleDefinition } from '../../shared/domain/cycle/cycle.ts';
import { startEmbedded } from '../e2e/embedded.ts';
import type { ApiServing } from './api-serving.ts';

/**
 * The server of `npm run bench:api`, a process of its own: the embedded runtime with a year of as many units as it is told. It says
 * where it is and how its people sign in, and ends with whoever started it.
 */
const units = z.coerce.number().check(z.int()).parse(process.argv[2]);

/** The real year's units, and as many like the first as are wanted beside them. */
function withUnits(year: CycleDefinition): CycleDefinition {
  const [like] = year.units;
  if (like === undefined) throw new Error('The year has no unit');
  const more = Array.from({ length: units - year.units.length }, (_, place) => {
    const order = year.units.length + place + 1;
    return { ...like, id: String(order + 1_000), order, name: `第${order}单位` };
  });
  return { ...year, units: [...year.units, ...more] };
}

const embedded = await startEmbedded('2018-06-15T04:00:00.000Z', undefined, [], () => undefined, withUnits);
const named = [
  ...embedded.definition.units.slice(0, 64).map(({ id }) => `unit-${id}`),
  'reviewer-a',
  'admin-a',
];
const said: ApiServing = {
  origin: embedded.runtime.origin,
  passwords: Object.fromEntries(named.map((username) => [username, embedded.passwordOf(username)])),
};
process.once('disconnect', () => void embedded.close().then(() => process.exit(0)));
process.send?.(said);
