import * as z from 'zod/mini';
import { startEmbedded } from '../e2e/embedded.ts';
import type { ApiServing } from './api-serving.ts';
import { withUnits } from './with-units.ts';

/**
 * The server of `npm run bench:api`, a process of its own: the embedded runtime with a year of as many units as it is told. It says
 * where it is and how its people sign in, and ends with whoever started it.
 */
const units = z.coerce.number().check(z.int()).parse(process.argv[2]);

const embedded = await startEmbedded(
  '2018-06-15T04:00:00.000Z',
  undefined,
  [],
  () => undefined,
  withUnits(units),
);
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
