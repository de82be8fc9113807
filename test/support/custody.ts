import { createHash } from 'node:crypto';
import { zipArchive } from '../../functions/adapters/zip-archive.ts';
import { signHeads } from '../../shared/app/audit/sign-heads.ts';
import { linkCustodyPackage } from '../../shared/app/custody/link-custody-package.ts';
import { listCustodyPackages } from '../../shared/app/custody/list-custody-packages.ts';
import { makeCustodyPackage } from '../../shared/app/custody/make-custody-package.ts';
import { requestCustodyPackage } from '../../shared/app/custody/request-custody-package.ts';
import { storageKeys } from '../../shared/contracts/storage-keys.ts';
import type { Member } from '../../shared/domain/people/member.ts';
import type { LargeFiles } from '../../shared/ports/archive-writer.ts';
import { asked, memoryFiles, people } from '../shared/app/world.ts';
import { inYear, type FilledYear } from './published-year.ts';
import { signer } from './signer.ts';

/** Large files in memory, hashed as they come. */
export function memoryLargeFiles(): LargeFiles & Readonly<{ held: Map<string, Uint8Array> }> {
  const held = new Map<string, Uint8Array>();
  return {
    held,
    write: async (key, body) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of body) chunks.push(chunk);
      const whole = Buffer.concat(chunks);
      held.set(key, whole);
      return { size: whole.byteLength, sha256: createHash('sha256').update(whole).digest('hex') };
    },
  };
}

let keys = 0;

/** A published year with everything by which its record is asked for, packed and fetched. Real time stands where a test puts it. */
export function custodyOf({ world, machine }: FilledYear, program = '// the program') {
  const custody = memoryFiles();
  const packages = memoryLargeFiles();
  const evidenceFiles = memoryFiles();
  const { heads } = machine;
  const time = { now: new Date('2026-03-01T01:00:00.000Z') };
  const now = () => time.now;
  const deps = {
    ...world,
    runs: machine.runs,
    reports: machine.reports,
    signer,
    heads,
    evidenceFiles,
    custody,
    custodyLinks: {
      download: async (key: string, name: string) => ({
        url: `https://store.example/${key}?as=${name}`,
        expiresAt: '2026-03-01T01:05:00.000Z',
      }),
    },
    packages,
    program,
    writeArchive: zipArchive,
  };
  const request = (with_ = false, member: Member = people.admin, key = `custody-${String((keys += 1))}`) =>
    requestCustodyPackage(
      deps,
      now,
    )({ ...asked(member, inYear, { evidenceFiles: with_ }), key: key.padEnd(16, '0') });
  const make = makeCustodyPackage(deps, now);
  const list = (member: Member = people.admin) =>
    listCustodyPackages(deps, now)(asked(member, inYear, undefined));
  const link = (id: string, member: Member = people.admin) =>
    linkCustodyPackage(deps, now)(asked(member, { ...inYear, package: id }, undefined));
  /** Everything that came into the chains is signed, as the schedule does. */
  const sign = () => signHeads({ store: world.store, signer, heads })(['2018'], now);
  /** Asks for a package and has it made. */
  const packed = async (withEvidence = false) => {
    await sign();
    const { id } = await request(withEvidence);
    await make(storageKeys.custodyOrder({ ...inYear, id }));
    const { items } = await list();
    const view = items.find((each) => each.id === id)!;
    const archive = packages.held.get(storageKeys.custodyPackage({ ...inYear, id }));
    return { id, view, archive: archive ?? new Uint8Array() };
  };
  return { deps, custody, packages, evidenceFiles, heads, time, request, make, list, link, sign, packed };
}
export type Custody = ReturnType<typeof custodyOf>;
