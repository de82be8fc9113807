import tseslint from 'typescript-eslint';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';

/** What a folder may not import. A rule broken here breaks the build; docs/architecture.md gives the reasons. */
const zones = [
  {
    target: './shared',
    from: ['./functions', './infra', './test', './web'],
    message: 'shared/ knows nothing of who uses it',
  },
  { target: './shared/domain', from: './shared', except: ['./domain'], message: 'the domain is rules only' },
  {
    target: './shared/contracts',
    from: './shared',
    except: ['./contracts', './domain'],
    message: 'contracts import domain schemas only',
  },
  {
    target: './shared/ports',
    from: './shared',
    except: ['./ports', './contracts', './domain'],
    message: 'ports are interfaces over domain and contracts',
  },
  { target: './shared/app', from: './shared/report', message: 'use cases reach renderers through a port' },
  {
    target: './shared/report',
    from: './shared',
    except: ['./report', './domain'],
    message: 'renderers are pure functions of the result',
  },
  {
    target: './functions',
    from: ['./infra', './test', './web'],
    message: 'functions do not know where they run',
  },
  {
    target: './functions/adapters',
    from: './shared/app',
    message: 'adapters implement ports, they do not use use cases',
  },
  {
    target: './infra',
    from: ['./test', './web', './shared/app', './shared/report'],
    message: 'infra wires contracts, not behaviour',
  },
  {
    target: './web',
    from: [
      './functions',
      './infra',
      './test',
      './shared/app',
      './shared/ports',
      './shared/report',
      './shared/formats',
    ],
    message: 'the console knows the contracts and the rules, and nothing of how they are served',
  },
  {
    target: './shared/verify',
    from: './shared',
    except: ['./verify', './domain'],
    message: 'what checks a report is handed out with it: rules only',
  },
  { target: './infra/stacks', from: './infra/local', message: 'nothing imports the embedded runtime' },
  { target: './infra/constructs', from: './infra/local', message: 'nothing imports the embedded runtime' },
];

const sharedForbidden = [
  {
    group: [
      '@aws-sdk/*',
      '@smithy/*',
      '@middy/*',
      'aws-lambda',
      'aws-cdk-lib',
      'aws-cdk-lib/*',
      'constructs',
    ],
    message: 'shared/ is free of AWS',
  },
  {
    group: ['node:fs', 'node:fs/*', 'node:child_process', 'node:http', 'node:net'],
    message: 'shared/ does no input or output of its own',
  },
];

/** Stated again wherever a later block states patterns of its own: ESLint replaces a rule's options and never joins them. */
const deploymentForbidden = {
  group: ['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs'],
  message: 'functions do not know how they are deployed',
};

export default tseslint.config(
  { ignores: ['node_modules', 'cdk.out', '.biaochi', '**/dist', 'coverage', '**/*.mjs', 'test/.output'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.tsx', '.mjs', '.js'] })],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      // A field that is left out on purpose, or a parameter that only its type is wanted of, is called `_`.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_$', varsIgnorePattern: '^_$' }],
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'read settings through functions/adapters/environment.ts',
        },
      ],
    },
  },
  {
    files: ['shared/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: sharedForbidden }] },
  },
  {
    files: ['shared/domain/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [...sharedForbidden, { group: ['node:*'], message: 'the domain runs in a browser too' }],
        },
      ],
    },
  },
  {
    files: ['functions/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [deploymentForbidden] }] },
  },
  {
    files: ['functions/api-*/**', 'functions/task-*/**', 'functions/event-*/**', 'functions/setup-*/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            deploymentForbidden,
            { group: ['@middy/*'], message: 'middy is used in functions/middleware only' },
            { group: ['@aws-sdk/*'], message: 'the SDK is used in functions/adapters only' },
          ],
        },
      ],
    },
  },
  {
    // The one place that reads the process environment for functions, and the programs a person starts.
    files: [
      'functions/adapters/environment.ts',
      'infra/local/**',
      'infra/deploy/**',
      'infra/operate/**',
      'infra/app.ts',
      'infra/config.ts',
      'test/**',
      'functions/cli/**',
    ],
    rules: { 'no-restricted-properties': 'off', 'no-console': 'off' },
  },
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
);
