import { beforeEach, describe, expect, test } from 'vitest';
import { confirmCityDeduction } from '../../../../shared/app/assessment/confirm-city-deduction.ts';
import { confirmIncident } from '../../../../shared/app/assessment/confirm-incident.ts';
import { decideIncident } from '../../../../shared/app/assessment/decide-incident.ts';
import { listCityDeductions } from '../../../../shared/app/assessment/list-city-deductions.ts';
import { listIncidents } from '../../../../shared/app/assessment/list-incidents.ts';
import {
  askCityDeductionRevocation,
  confirmCityDeductionRevocation,
} from '../../../../shared/app/assessment/revoke-city-deduction.ts';
import {
  askIncidentRevocation,
  confirmIncidentRevocation,
} from '../../../../shared/app/assessment/revoke-incident.ts';
import { recordCityDeduction } from '../../../../shared/app/assessment/record-city-deduction.ts';
import type { Call } from '../../../../shared/app/use-case.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import type { Member } from '../../../../shared/domain/people/member.ts';
import { asked, changes, freeze, people, sampleWorld, type World } from '../world.ts';

const inYear = { cycle: '2018' } as const;
const office = streams.office('2018');
const key = (place: number) => `key-${String(place).padStart(16, '0')}`;

let world: World;
let before: number;
beforeEach(async () => {
  world = await sampleWorld();
  before = await changes(world, office);
});
const made = async () => (await changes(world, office)) - before;

describe('what the city took', () => {
  type Body = Call<'recordCityDeduction'>['body'];
  const sample = (over: Partial<Body> = {}): Body => ({
    body: 'civil-affairs',
    points: '0.5',
    document: '遂府办〔2018〕1号',
    fact: '村务公开栏未更新',
    decidedOn: '2018-11-01',
    ...over,
  });
  const record = (over: Partial<Body> = {}, place = 1, member: Member = people.admin) =>
    recordCityDeduction(world)(asked(member, inYear, sample(over), key(place)));
  const confirm = (deduction: string, member: Member = people.secondAdmin) =>
    confirmCityDeduction(world)(asked(member, { ...inYear, deduction }, undefined));
  const list = (member: Member) =>
    listCityDeductions(world)({ ...asked(member, inYear, undefined), query: { limit: 50 } });

  test('is recorded for the body’s item, and counts once a second admin has confirmed it', async () => {
    const recorded = await record();
    expect(recorded).toMatchObject({ status: 'stated', item: 'D3', mayConfirm: false, confirmedAt: null });
    const confirmed = await confirm(recorded.id);
    expect(confirmed).toMatchObject({ status: 'confirmed', mayConfirm: false });
    expect(confirmed.confirmedAt).not.toBeNull();
    expect(await made()).toBe(2);
  });

  test('may be taken from a body that is no evaluated unit: it is printed and scores nobody', async () => {
    expect((await record({ body: 'trade-union' })).item).toBe('D4');
  });

  test('is never of the portal: the notice doubles for the four fields of lead bodies only', async () => {
    await expect(record({ body: 'portal-office' })).rejects.toMatchObject({
      code: 'item-not-assessed-here',
      details: { item: 'B1' },
    });
    await expect(record({ body: 'nobody' })).rejects.toMatchObject({ code: 'body-unknown' });
    expect(await made()).toBe(0);
  });

  test('is not confirmed by the one who recorded it', async () => {
    const { id } = await record();
    await expect(confirm(id, people.admin)).rejects.toMatchObject({
      code: 'second-person-needed',
      kind: 'forbidden',
    });
  });

  test('is not confirmed by an admin of the unit that it hits', async () => {
    const { id } = await record();
    await expect(confirm(id, people.adminFrom015)).rejects.toMatchObject({ code: 'recused' });
    const other = await record({ body: 'trade-union' }, 2);
    expect((await confirm(other.id, people.adminFrom015)).status).toBe('confirmed');
  });

  test('confirmed twice by the same admin is done; by a third it is refused, whose word counts stays clear', async () => {
    const { id } = await record();
    const first = await confirm(id);
    expect(await confirm(id)).toEqual(first);
    await expect(confirm(id, people.adminWhoSigns)).rejects.toMatchObject({
      code: 'city-deduction-wrong-state',
    });
    await expect(confirm(id, people.admin)).rejects.toMatchObject({ code: 'city-deduction-wrong-state' });
    expect(await made()).toBe(2);
  });

  test('recorded again with the same key is the same record, also after it was confirmed; other content is refused', async () => {
    const { id } = await record();
    await confirm(id);
    expect(await record()).toMatchObject({ id, status: 'confirmed' });
    await expect(record({ points: '1' })).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });

  test('shows each admin whether it waits for them, and no names', async () => {
    const { id } = await record();
    expect((await list(people.admin)).items).toMatchObject([{ id, mayConfirm: false }]);
    const seen = await list(people.secondAdmin);
    expect(seen.items).toMatchObject([{ id, mayConfirm: true }]);
    expect(JSON.stringify(seen)).not.toContain('admin-1');
    // An admin of the unit that it hits would be refused, so nothing waits for them either.
    expect((await list(people.adminFrom015)).items).toMatchObject([{ id, mayConfirm: false }]);
  });

  test('takes no change once the office is frozen, and says what is not there', async () => {
    const { id } = await record();
    await expect(confirm('0'.repeat(26))).rejects.toMatchObject({ code: 'city-deduction-unknown' });
    await freeze(world, office);
    await expect(confirm(id)).rejects.toMatchObject({ code: 'frozen' });
    await expect(record({}, 2)).rejects.toMatchObject({ code: 'frozen' });
  });
});

describe('a leak or a lost lawsuit', () => {
  type Body = Call<'decideIncident'>['body'];
  const sample = (over: Partial<Body> = {}): Body => ({
    unit: '015',
    kind: 'leak',
    reason: '涉密文件上网',
    document: '大保〔2018〕3号',
    decidedOn: '2018-10-09',
    ...over,
  });
  const decide = (over: Partial<Body> = {}, place = 1, member: Member = people.admin) =>
    decideIncident(world)(asked(member, inYear, sample(over), key(place)));
  const confirm = (incident: string, member: Member = people.secondAdmin) =>
    confirmIncident(world)(asked(member, { ...inYear, incident }, undefined));

  test.each(['leak', 'lawsuit-lost'] as const)('%s: one admin decides, a second confirms', async (kind) => {
    const decided = await decide({ kind });
    expect(decided).toMatchObject({ status: 'stated', kind, mayConfirm: false });
    expect(await confirm(decided.id)).toMatchObject({ status: 'confirmed' });
    expect(await made()).toBe(2);
  });

  test('is of a kind that the unit’s rules say something of: any other would change nothing in silence', async () => {
    await expect(decide({ kind: 'falsified' })).rejects.toMatchObject({
      code: 'unknown-kind',
      details: { kind: 'falsified' },
    });
    expect(await made()).toBe(0);
  });

  test('is neither decided nor confirmed by an admin of that unit', async () => {
    await expect(decide({}, 1, people.adminFrom015)).rejects.toMatchObject({ code: 'recused' });
    const { id } = await decide();
    await expect(confirm(id, people.adminFrom015)).rejects.toMatchObject({ code: 'recused' });
    expect(await made()).toBe(1);
  });

  test('is not confirmed by the one who decided, and only once by another', async () => {
    const { id } = await decide();
    await expect(confirm(id, people.admin)).rejects.toMatchObject({ code: 'second-person-needed' });
    const first = await confirm(id);
    expect(await confirm(id)).toEqual(first);
    await expect(confirm(id, people.adminWhoSigns)).rejects.toMatchObject({ code: 'incident-wrong-state' });
  });

  test('decided again with the same key is the same; with other content it is refused', async () => {
    const first = await decide();
    expect(await decide()).toEqual(first);
    await expect(decide({ kind: 'lawsuit-lost' })).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    expect(await made()).toBe(1);
  });

  test('of a unit that is not there, or once the office is frozen, is refused', async () => {
    await expect(decide({ unit: '900' })).rejects.toMatchObject({ code: 'unit-unknown' });
    await expect(confirm('0'.repeat(26))).rejects.toMatchObject({ code: 'incident-unknown' });
    const { id } = await decide();
    await freeze(world, office);
    await expect(decide({}, 2)).rejects.toMatchObject({ code: 'frozen' });
    await expect(confirm(id)).rejects.toMatchObject({ code: 'frozen' });
  });

  test('the list says to each admin whether it waits for them: not for the decider, not for one of the unit', async () => {
    const { id } = await decide();
    const seen = async (member: Member) => {
      const { items } = await listIncidents(world)({
        ...asked(member, inYear, undefined),
        query: { limit: 50 },
      });
      return items.map((each) => [each.id, each.mayConfirm]);
    };
    expect(await seen(people.admin)).toEqual([[id, false]]);
    expect(await seen(people.adminFrom015)).toEqual([[id, false]]);
    expect(await seen(people.secondAdmin)).toEqual([[id, true]]);
  });
});

describe('what two persons decided, two persons revoke', () => {
  const why = { reason: '判决被上级法院撤销', document: '（2018）川行终9号' };
  const at = (incident: string) => ({ ...inYear, incident });
  const ask = (incident: string, member: Member = people.admin, said = why) =>
    askIncidentRevocation(world)(asked(member, at(incident), said));
  const confirmRevocation = (incident: string, member: Member = people.secondAdmin) =>
    confirmIncidentRevocation(world)(asked(member, at(incident), undefined));

  async function confirmed(): Promise<string> {
    const entry = {
      unit: '015',
      kind: 'lawsuit-lost',
      reason: '败诉',
      document: '号',
      decidedOn: '2018-10-09',
    };
    const { id } = await decideIncident(world)(asked(people.admin, inYear, entry, key(1)));
    await confirmIncident(world)(asked(people.secondAdmin, at(id), undefined));
    return id;
  }

  test('one asks with reason and document, another confirms; each step again finds it done', async () => {
    const id = await confirmed();
    const asking = await ask(id);
    expect(asking).toMatchObject({
      status: 'revoking',
      mayConfirm: false,
      revocation: { ...why, confirmedAt: null },
    });
    expect(await ask(id)).toEqual(asking);
    const revoked = await confirmRevocation(id);
    expect(revoked).toMatchObject({ status: 'revoked' });
    expect(revoked.revocation?.confirmedAt).not.toBeNull();
    expect(await confirmRevocation(id)).toEqual(revoked);
    expect(await made()).toBe(4);
  });

  test('not by one person alone, not by one of the unit, not with another reason while one is asked', async () => {
    const id = await confirmed();
    await expect(ask(id, people.adminFrom015)).rejects.toMatchObject({ code: 'recused' });
    await ask(id);
    await expect(confirmRevocation(id, people.admin)).rejects.toMatchObject({ code: 'second-person-needed' });
    await expect(confirmRevocation(id, people.adminFrom015)).rejects.toMatchObject({ code: 'recused' });
    await expect(ask(id, people.admin, { ...why, reason: '别的' })).rejects.toMatchObject({
      code: 'incident-wrong-state',
    });
  });

  test('only what was confirmed, and nothing twice', async () => {
    const id = await confirmed();
    await expect(confirmRevocation(id)).rejects.toMatchObject({ code: 'incident-wrong-state' });
    await ask(id);
    await confirmRevocation(id);
    await expect(ask(id)).rejects.toMatchObject({ code: 'incident-wrong-state' });
    await expect(confirmRevocation(id, people.adminWhoSigns)).rejects.toMatchObject({
      code: 'incident-wrong-state',
    });
  });

  test('a deduction by the city goes the same way', async () => {
    const entry = { body: 'civil-affairs', points: '1', document: '号', fact: '事', decidedOn: '2018-11-01' };
    const { id } = await recordCityDeduction(world)(asked(people.admin, inYear, entry, key(1)));
    const params = { ...inYear, deduction: id };
    await confirmCityDeduction(world)(asked(people.secondAdmin, params, undefined));
    await askCityDeductionRevocation(world)(asked(people.secondAdmin, params, why));
    const confirmation = confirmCityDeductionRevocation(world);
    await expect(confirmation(asked(people.secondAdmin, params, undefined))).rejects.toMatchObject({
      code: 'second-person-needed',
    });
    expect(await confirmation(asked(people.admin, params, undefined))).toMatchObject({ status: 'revoked' });
  });
});
