import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { decodeJwt } from 'jose';
import * as z from 'zod/mini';
import { demoAccounts, type DemoAccount } from '../../infra/demo/accounts.ts';
import { people, type SignIn } from '../../infra/demo/api-client.ts';
import { demonstrationOf } from '../../infra/demo/demonstration-definition.ts';
import { demonstrationSteps } from '../../infra/demo/play-demonstration.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { cycleDefinition } from '../../shared/domain/cycle/cycle.ts';

/** What the variable `BIAOCHI_E2E_STACK` names: a file that says where a deployed stack is and how its people sign in. */
const givenStack = z.strictObject({
  /** The API's address, the service stack's output `ApiAddress`. */
  address: z.pipe(
    z.url(),
    z.transform((address) => address.replace(/\/$/, '')),
  ),
  /** A program and its arguments: called with a user name more, it prints an access token of that person. */
  token: z.tuple([z.string()], z.string()),
  /** The output `SetupFunction`, invoked where the AWS SDK's own variables lead; null where the year has been loaded. */
  load: z.nullable(z.string()),
});
export type GivenStack = z.output<typeof givenStack>;

const root = path.join(import.meta.dirname, '../..');
const readJson = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const seed = '2018';
const run = promisify(execFile);

/** The stack that the year is pointed at; null where none is, and it starts a runtime of its own. */
export function stackGiven(): GivenStack | null {
  const file = process.env['BIAOCHI_E2E_STACK'];
  return file === undefined ? null : givenStack.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Plays the demonstration year there, every step by the API as the person whose step it is. */
export async function playYearOn(stack: GivenStack): Promise<void> {
  const definition = demonstrationOf(cycleDefinition.parse(readJson('infra/cycles/2018/cycle.json')));
  const accounts = demoAccounts(definition, seed);
  const signIn = signInBy(stack.token);
  if (stack.load !== null) await load(stack.load, definition, accounts, signIn);
  const admin = accounts.find(({ username }) => username === 'admin-a');
  if (admin === undefined) throw new Error('There is no admin among the accounts');
  const asAdmin = people(stack.address, signIn)(admin);
  const start = () =>
    asAdmin.call(routes.startRun, {
      params: { cycle: definition.cycle.id },
      body: {},
      key: 'year-end-of-the-e2e-year',
    });
  const steps = demonstrationSteps({
    origin: stack.address,
    definition,
    accounts,
    seed,
    signIn,
    // Nobody can fire another's schedule: an admin starts the run. The step waits until it is open, and says when it never is.
    fireSchedule: () => void start().catch((error: unknown) => console.error(error)),
  });
  for (const step of steps) {
    console.log(`[${steps.indexOf(step) + 1}/${steps.length}] ${step.title}`);
    await step.run(() => undefined);
  }
}

function signInBy([program, ...args]: GivenStack['token']): SignIn {
  return async ({ username }) => {
    const { stdout } = await run(program, [...args, username], { cwd: root });
    const accessToken = stdout.trim();
    const { exp = 0 } = decodeJwt(accessToken);
    return { accessToken, expiresAt: exp * 1000 };
  };
}

/** Loads the year as an operator does; its members are known by what the issuer calls them. */
async function load(
  setup: string,
  definition: z.output<typeof cycleDefinition>,
  accounts: readonly DemoAccount[],
  signIn: SignIn,
): Promise<void> {
  const members = [];
  for (const account of accounts) {
    const { sub } = decodeJwt((await signIn(account)).accessToken);
    if (sub === undefined) throw new Error(`The token of ${account.username} names nobody (sub)`);
    members.push({ ...account.member, subject: sub });
  }
  const rubric = readJson('shared/domain/rubric/library/2018.json');
  const answer = await new LambdaClient({}).send(
    new InvokeCommand({ FunctionName: setup, Payload: JSON.stringify({ definition, rubric, members }) }),
  );
  if (answer.FunctionError !== undefined)
    throw new Error(`${setup}: ${answer.Payload?.transformToString() ?? answer.FunctionError}`);
}
