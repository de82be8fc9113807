import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checked } from '../../infra/config.ts';
import { rightsByRole } from './rights.ts';
import { installations, templatesOf } from './templates.ts';

const security = readFileSync(path.join(import.meta.dirname, '../../docs/security.md'), 'utf8');

const scanned = checked({ name: 'scanned', identity: { kind: 'oidc' }, virusScan: 'guardduty' });
const rights = [...installations.map(([, each]) => each), scanned].flatMap((installation) =>
  [...rightsByRole(templatesOf(installation)).values()].flat(),
);
/** Every resource of a right that is a pattern, over every kind of installation. */
const patterns = rights
  .map((right) => /^\S+ on (\S+)/.exec(right)?.[1] ?? right)
  .filter((resource) => resource.includes('*'));

test('docs/security.md lists every resource that a right names by a pattern, and no other: each is there with its reason', () => {
  const [, section = ''] = /^### Rights by a pattern$(.*?)^##/ms.exec(security) ?? [];
  const listed = [...section.matchAll(/^\| `([^`]+)` +\| \S.*\|$/gm)].map(([, resource = '']) => resource);
  expect([...listed].sort()).toEqual([...new Set(patterns)].sort());
});

test('no right names an action by a pattern', () => {
  expect(rights.length).toBeGreaterThan(200);
  for (const right of rights) expect(right.split(' ')[0]).not.toContain('*');
});
