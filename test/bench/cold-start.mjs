/**
 * The inside of one start (`cold.ts`): imports a bundle, calls its handler once with the event that it is given, and says how many
 * milliseconds both took. Plain JavaScript, so that nothing is stripped or loaded that a function on Lambda would not load.
 */
import { pathToFileURL } from 'node:url';

const [, , file = '', event = '{}'] = process.argv;
const call = JSON.parse(event);
const context = { getRemainingTimeInMillis: () => 10_000, awsRequestId: 'cold', functionName: 'cold' };
// What a function logs goes where nobody reads it; only the time is said.
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true;

const begun = performance.now();
const before = process.cpuUsage();
const { handler } = await import(pathToFileURL(file).href);
// What a handler throws at an event that it refuses is its answer.
const outcome = await Promise.resolve(handler(call, context)).then(
  (answer) => String(answer?.statusCode ?? 'answered'),
  () => 'refused',
);
const took = performance.now() - begun;
const { user, system } = process.cpuUsage(before);
write(`${JSON.stringify({ took, busy: (user + system) / 1000, outcome })}\n`);
process.exit(0);
