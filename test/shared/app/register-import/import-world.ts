import { registerFiles } from '../../../../functions/api-import/register-files.ts';
import { addImportedRows } from '../../../../shared/app/register-import/add-imported-rows.ts';
import { checkImport } from '../../../../shared/app/register-import/check-import.ts';
import { getMendFile } from '../../../../shared/app/register-import/get-mend-file.ts';
import { getRegisterFile } from '../../../../shared/app/register-import/get-register-file.ts';
import { requestImport } from '../../../../shared/app/register-import/request-import.ts';
import { takeBackImport } from '../../../../shared/app/register-import/take-back-import.ts';
import { sha256Hex } from '../../../../shared/app/new-id.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { storageKeys } from '../../../../shared/contracts/storage-keys.ts';
import type { Member } from '../../../../shared/domain/people/member.ts';
import type { EvidenceLinks } from '../../../../shared/ports/services.ts';
import { noon } from '../../../support/builders.ts';
import { asked, in002, memoryFiles, people, sampleWorld } from '../world.ts';

/** A sample year with files to import, and the steps of an import by unit 002's clerk. */
export async function importWorld() {
  const world = await sampleWorld();
  const imports = memoryFiles();
  const links: EvidenceLinks = {
    upload: async (key) => ({ url: `https://store.example/${key}`, headers: {}, expiresAt: noon }),
    download: async (key) => ({ url: `https://store.example/${key}`, expiresAt: noon }),
  };
  const deps = { ...world, imports, links, ...registerFiles };
  let keys = 0;

  const request = (bytes: Uint8Array, name = '台账.xlsx') => {
    keys += 1;
    const contentType = name.endsWith('.csv')
      ? 'text/csv'
      : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const file = { name, size: Math.max(1, bytes.length), contentType, sha256: sha256Hex(bytes) };
    const key = `key-of-an-import-${String(keys).padStart(4, '0')}`;
    return requestImport(deps)(asked(people.clerk002, in002, { file }, key));
  };
  /** Requests, sends the file, and gives the import's id. */
  const send = async (bytes: Uint8Array, name?: string): Promise<string> => {
    const { id } = (await request(bytes, name)).import;
    const key = storageKeys.importFile({ ...in002, import: id, file: 'source' });
    await imports.write(key, bytes);
    return id;
  };
  const check = (id: string, member: Member = people.clerk002) =>
    checkImport(deps)(asked(member, { ...in002, import: id }, undefined));
  const add = async (id: string, reading?: string, member: Member = people.clerk002) => {
    const stated = reading ?? (await check(id)).reading;
    return addImportedRows(deps)(asked(member, { ...in002, import: id }, { reading: stated }));
  };
  /** Adds until nothing is left, as a client does; says how many calls it took. */
  const addAll = async (id: string): Promise<Readonly<{ added: number; calls: number }>> => {
    let added = 0;
    for (let calls = 1; calls <= 10; calls += 1) {
      const done = await add(id);
      added += done.added;
      if (done.left === 0) return { added, calls };
    }
    throw new Error('the import does not come to an end');
  };
  const takeBack = (id: string, member: Member = people.clerk002) =>
    takeBackImport(deps)(asked(member, { ...in002, import: id }, undefined));
  const mend = (id: string) => getMendFile(deps)(asked(people.clerk002, { ...in002, import: id }, undefined));
  const registerFile = async () => {
    await getRegisterFile(deps)(asked(people.clerk002, in002, undefined));
    return imports.read(storageKeys.registerFile(in002));
  };
  const mended = async (id: string) => {
    await mend(id);
    return imports.read(storageKeys.importFile({ ...in002, import: id, file: 'mend.xlsx' }));
  };
  const rows = async () => (await world.store.all(collections.registerRows, in002)).map((each) => each.value);
  return {
    world,
    deps,
    imports,
    request,
    send,
    check,
    add,
    addAll,
    takeBack,
    mend,
    mended,
    registerFile,
    rows,
  };
}
export type ImportWorld = Awaited<ReturnType<typeof importWorld>>;
