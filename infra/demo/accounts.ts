import { createHash } from 'node:crypto';
import type { CycleDefinition } from '../../shared/domain/cycle/cycle.ts';
import type { Member, Role } from '../../shared/domain/people/member.ts';

/** A demonstration account: whoever reads the accounts file may sign in with it. Its people are plainly invented. */
export type DemoAccount = Readonly<{
  sub: string;
  username: string;
  password: string;
  displayName: string;
  what: string;
  member: Member;
}>;

const unitsWithLeaders: readonly string[] = ['001', '002', '048'];

/** One information clerk for each unit, one person for each body, the county office's people, and an auditor of the city. */
export function demoAccounts(definition: CycleDefinition, seed: string): readonly DemoAccount[] {
  const account = (
    username: string,
    displayName: string,
    what: string,
    roles: Role[],
    homeUnit: string | null,
  ): DemoAccount => ({
    sub: username,
    username,
    password: passwordOf(seed, username),
    displayName,
    what,
    member: { subject: username, displayName, homeUnit, formerUnits: [], roles, status: 'active' },
  });
  return [
    ...definition.units.map((unit) =>
      account(
        `unit-${unit.id}`,
        `演示员·${unit.name}`,
        `${unit.name}信息员`,
        [{ role: 'unit-staff', unit: unit.id }],
        unit.id,
      ),
    ),
    ...definition.bodies.map((body) =>
      account(
        `body-${body.id}`,
        `演示员·${body.name}`,
        `${body.name}经办人`,
        [{ role: 'lead-body', body: body.id }],
        body.unit,
      ),
    ),
    account('reviewer-a', '演示员·评审甲', '县政府办评审', [{ role: 'reviewer', items: [] }], '001'),
    account('reviewer-b', '演示员·评审乙', '县政府办评审', [{ role: 'reviewer', items: [] }], '001'),
    account(
      'reviewer-outside',
      '演示员·评审丙',
      '外请评审，评县政府办',
      [{ role: 'reviewer', items: [] }],
      null,
    ),
    account('admin-a', '演示员·管理甲', '县政府办管理员', [{ role: 'county-admin' }], '001'),
    account('admin-b', '演示员·管理乙', '县政府办管理员', [{ role: 'county-admin' }], null),
    account('signer', '演示员·签发人', '县政府办签发人', [{ role: 'signer' }], '001'),
    // A few units have a leader's account: the others show what a missing confirmation looks like.
    ...definition.units
      .filter((unit) => unitsWithLeaders.includes(unit.id))
      .map((unit) =>
        account(
          `leader-${unit.id}`,
          `演示员·${unit.name}负责人`,
          `${unit.name}分管负责人，确认本单位全年材料`,
          [{ role: 'unit-leader', unit: unit.id }],
          unit.id,
        ),
      ),
    account(
      'auditor',
      '演示员·市督查员',
      '市政务公开督查，只看不改',
      [{ role: 'auditor', until: '2035-12-31', cycles: [], units: [] }],
      null,
    ),
  ];
}

function passwordOf(seed: string, username: string): string {
  return `demo-${createHash('sha256').update(`${seed} ${username}`).digest('hex').slice(0, 10)}`;
}
