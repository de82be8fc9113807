import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import { installationOf, type Installation } from '../config.ts';
import { buildWeb } from '../local/web/build-web.ts';
import { deployOptions, deployUsage, type DeployOptions } from './deploy-options.ts';
import { sendConsole } from './send-console.ts';

/**
 * `npm run deploy`: checks the settings, builds the console, deploys the stacks with the CDK, sends the console's files, and says
 * what to do next. Running it again brings an installation up to date.
 */
const root = path.join(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);
const cdk = path.join(path.dirname(require.resolve('aws-cdk/package.json')), 'bin/cdk');

const outputsOf = (name: string) =>
  z.object({
    [`${name}-service`]: z.object({
      Address: z.optional(z.string()),
      ApiAddress: z.string(),
      ConsoleBucket: z.optional(z.string()),
      Issuer: z.string(),
      Audience: z.string(),
      SetupFunction: z.string(),
    }),
  });

function runCdk(options: DeployOptions, ...args: readonly string[]): Promise<number> {
  const all = [cdk, ...args, '--context', `installation=${options.installation}`];
  if (options.profile !== undefined) all.push('--profile', options.profile);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, all, { cwd: root, stdio: 'inherit' });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

async function deploy(options: DeployOptions, installation: Installation): Promise<number> {
  if (options.diff) return runCdk(options, 'diff', '--all');
  if (installation.identity.kind === 'oidc' && Object.keys(options.parameters).length === 0)
    throw new Error('This installation signs people in elsewhere: name --oidc-issuer and --oidc-audience.');
  const folder = mkdtempSync(path.join(tmpdir(), 'biaochi-deploy-'));
  try {
    const outputsFile = path.join(folder, 'outputs.json');
    const parameters = Object.entries(options.parameters).flatMap(([key, value]) => [
      '--parameters',
      `${installation.name}-service:${key}=${value}`,
    ]);
    const code = await runCdk(options, 'deploy', '--all', '--outputs-file', outputsFile, ...parameters);
    if (code !== 0) return code;
    const outputs = outputsOf(installation.name).parse(JSON.parse(readFileSync(outputsFile, 'utf8')));
    const service = outputs[`${installation.name}-service`];
    if (service === undefined) throw new Error('The deployment named no outputs.');
    if (service.ConsoleBucket !== undefined) {
      const s3 = new S3Client({ ...(options.profile === undefined ? {} : { profile: options.profile }) });
      // A user pool gives what renews a token without being asked; other issuers want to be asked.
      const scope = installation.identity.kind === 'cognito' ? 'openid' : 'openid offline_access';
      const settings = { issuer: service.Issuer, clientId: service.Audience, scope };
      const sent = await sendConsole(s3, service.ConsoleBucket, await buildWeb(root), settings);
      console.log(`The console is there: ${sent} files.`);
    }
    sayWhatIsNext(installation, service);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function sayWhatIsNext(
  { identity }: Installation,
  service: Readonly<{ Address?: string | undefined; ApiAddress: string; SetupFunction: string }>,
): void {
  const address = service.Address ?? service.ApiAddress;
  const callback = `${address}/sign-in/callback`;
  console.log(`\nThe installation is reached at ${address}`);
  if (identity.kind === 'oidc')
    console.log(`Register ${callback} at your issuer as where sign-in leads back to.`);
  else if (!identity.callbackUrls.includes(callback))
    console.log(
      `Add ${callback} to callbackUrls in infra/config.ts and deploy once more: sign-in leads back to it.`,
    );
  console.log(
    `A first year and its first admin are loaded by the function ${service.SetupFunction}: see docs/deploy.md, "Load a cycle".`,
  );
}

try {
  const options = deployOptions(process.argv.slice(2));
  process.exitCode = await deploy(options, installationOf(options.installation));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  console.error(`\n${deployUsage}`);
  process.exitCode = 2;
}
