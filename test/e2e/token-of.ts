import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { demoAccounts } from '../../infra/demo/accounts.ts';
import { signIn } from '../../infra/local/sign-in/sign-in-client.ts';
import { cycleDefinition } from '../../shared/domain/cycle/cycle.ts';

/** Prints an access token of somebody of the demonstration, from the issuer of an embedded runtime: ORIGIN USERNAME. */
const [origin, username] = z.tuple([z.url(), z.string()]).parse(process.argv.slice(2));
const year: unknown = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../infra/cycles/2018/cycle.json'), 'utf8'),
);
const account = demoAccounts(cycleDefinition.parse(year), '2018').find((each) => each.username === username);
if (account === undefined) throw new Error(`there is no account ${username}`);
console.log((await signIn(origin, username, account.password)).accessToken);
