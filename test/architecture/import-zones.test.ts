import path from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';

/**
 * The lint configuration is what keeps the folders apart; these tests keep the configuration. Each tries one forbidden
 * import in a file that need not exist, with the project's own configuration and only the rules asked about.
 */
const root = path.join(import.meta.dirname, '../..');
const rules = [
  'import-x/no-restricted-paths',
  'no-restricted-imports',
  'no-restricted-properties',
  '@typescript-eslint/consistent-type-assertions',
];
const eslint = new ESLint({
  cwd: root,
  ruleFilter: ({ ruleId }) => rules.includes(ruleId),
  // The rules tried here need no types, and without them a file need not exist.
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
});

async function findings(file: string, code: string): Promise<(string | null)[]> {
  const [outcome] = await eslint.lintText(`${code}\n`, { filePath: path.join(root, file) });
  return (outcome?.messages ?? []).map((message) => message.ruleId);
}

const use = (from: string) => `import * as used from '${from}';\nexport const x = used;`;

/** A file of each folder, from which `../../../` style paths are counted. */
const zones: readonly (readonly [file: string, forbidden: readonly string[], allowed: readonly string[]])[] =
  [
    [
      'shared/domain/run/probe.ts',
      [
        '../../contracts/routes.ts',
        '../../ports/store.ts',
        '../../app/load.ts',
        '../../report/html.ts',
        '../../../functions/middleware/http.ts',
        '../../../infra/demo/accounts.ts',
        '../../../test/support/builders.ts',
      ],
      ['../errors.ts', 'zod'],
    ],
    [
      'shared/contracts/probe.ts',
      ['../app/load.ts', '../ports/store.ts', '../report/html.ts', '../../functions/middleware/http.ts'],
      ['./routes.ts', '../domain/errors.ts'],
    ],
    [
      'shared/ports/probe.ts',
      ['../app/load.ts', '../report/html.ts', '../../functions/adapters/s3-files.ts'],
      ['../contracts/routes.ts', '../domain/errors.ts'],
    ],
    [
      'shared/app/run/probe.ts',
      [
        '../../report/render-report.ts',
        '../../../functions/adapters/s3-files.ts',
        '../../../infra/demo/accounts.ts',
        '../../../test/support/builders.ts',
      ],
      ['../load.ts', '../../ports/store.ts', '../../contracts/routes.ts', '../../domain/errors.ts'],
    ],
    [
      'shared/report/probe.ts',
      ['../app/load.ts', '../ports/store.ts', '../contracts/routes.ts', '../../functions/middleware/http.ts'],
      ['./html.ts', '../domain/errors.ts'],
    ],
    [
      'functions/api-cycle/probe.ts',
      ['../../infra/demo/accounts.ts', '../../test/support/builders.ts'],
      ['../middleware/http.ts', '../adapters/compose.ts', '../../shared/app/load.ts'],
    ],
    [
      'functions/adapters/probe.ts',
      ['../../shared/app/load.ts', '../../infra/demo/accounts.ts'],
      ['../../shared/ports/store.ts', '@aws-sdk/client-s3'],
    ],
    [
      'infra/local/probe.ts',
      ['../../shared/app/load.ts', '../../shared/report/html.ts', '../../test/support/builders.ts'],
      ['../../shared/contracts/functions.ts'],
    ],
    ['infra/demo/probe.ts', ['../../shared/app/load.ts'], ['../../shared/contracts/routes.ts']],
    ['infra/stacks/probe.ts', ['../local/durable-map.ts'], ['../../shared/contracts/functions.ts']],
    ['infra/constructs/probe.ts', ['../local/durable-map.ts'], ['../../shared/contracts/functions.ts']],
  ];

describe.each(zones)('%s', (file, forbidden, allowed) => {
  test.each(forbidden)('may not import %s', async (from) => {
    expect(await findings(file, use(from))).toContain('import-x/no-restricted-paths');
  });
  test.each(allowed)('may import %s', async (from) => {
    expect(await findings(file, use(from))).toEqual([]);
  });
});

/** Packages that a folder keeps out. */
const packages: readonly (readonly [file: string, from: string])[] = [
  ...[
    'shared/domain/probe.ts',
    'shared/contracts/probe.ts',
    'shared/app/probe.ts',
    'shared/report/probe.ts',
  ].flatMap((file) =>
    [
      '@aws-sdk/client-s3',
      '@middy/core',
      'aws-lambda',
      'aws-cdk-lib',
      'node:fs',
      'node:fs/promises',
      'node:http',
    ].map((from) => [file, from] as const),
  ),
  ['shared/domain/probe.ts', 'node:crypto'],
  ['functions/adapters/probe.ts', 'aws-cdk-lib'],
  ...[
    'functions/api-run/probe.ts',
    'functions/task-x/probe.ts',
    'functions/event-x/probe.ts',
    'functions/setup-x/probe.ts',
  ].flatMap((file) =>
    ['@middy/core', '@aws-sdk/client-dynamodb', 'aws-cdk-lib', 'constructs'].map(
      (from) => [file, from] as const,
    ),
  ),
];

test.each(packages)('%s may not use %s', async (file, from) => {
  expect(await findings(file, use(from))).toContain('no-restricted-imports');
});

test.each([
  ['shared/app/probe.ts', 'export const x = process.env.HOME;'],
  ['shared/app/probe.ts', 'export const { env } = process;'],
  ['functions/api-run/probe.ts', 'export const x = process.env.HOME;'],
  ['functions/adapters/probe.ts', 'export const x = process.env.HOME;'],
])('%s may not read the process environment: %s', async (file, code) => {
  expect(await findings(file, code)).toContain('no-restricted-properties');
});

test('the one file that may read the process environment may', async () => {
  expect(await findings('functions/adapters/environment.ts', 'export const x = process.env.HOME;')).toEqual(
    [],
  );
});

test.each(['shared/domain/probe.ts', 'functions/api-run/probe.ts', 'infra/local/probe.ts', 'test/probe.ts'])(
  'no cast in %s: what is not known is parsed; `as const` is no cast',
  async (file) => {
    const casts = '@typescript-eslint/consistent-type-assertions';
    expect(await findings(file, 'export const x = JSON.parse("1") as number;')).toEqual([casts]);
    expect(await findings(file, 'export const x = [1] as const;')).toEqual([]);
  },
);
