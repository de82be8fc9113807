import { storageKeys } from '../../contracts/storage-keys.ts';
import { pemOf } from '../../domain/integrity/pem.ts';
import type { HeadsArchive } from '../../ports/heads-archive.ts';
import type { EvidenceLinks, Files } from '../../ports/services.ts';
import type { Signer } from '../../ports/signer.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { sha256Hex } from '../new-id.ts';
import type { UseCase } from '../use-case.ts';
import { requireInScope } from './wanted-entries.ts';

/** Long enough to begin a download on a slow line, short enough to be useless when passed on. */
const downloadSeconds = 120;
const contentType = 'application/x-ndjson';

type Deps = Readonly<{
  store: Store;
  imports: Files;
  links: EvidenceLinks;
  heads: HeadsArchive;
  signer: Pick<Signer, 'publicKey'>;
}>;

/** All signed heads of a year's trail, or of the installation's, with the key to check them by. They hold hashes and nothing else. */
export function exportAuditHeads(deps: Deps): UseCase<'exportAuditHeads'> {
  return async ({ member, params: { cycle }, query }) => {
    requireInScope(member, query);
    await load.cycle(deps.store, cycle);
    const sets = await deps.heads.all(query.of === 'cycle' ? cycle : 'installation');
    const bytes = new TextEncoder().encode(sets.map((set) => `${JSON.stringify(set)}\n`).join(''));
    const sha256 = sha256Hex(bytes);
    const key = storageKeys.headsExport({ cycle, sha256 });
    await deps.imports.write(key, bytes, contentType);
    const name = query.of === 'cycle' ? `${cycle}年操作记录签名.jsonl` : '系统操作记录签名.jsonl';
    const file = { name, size: bytes.length, contentType, sha256 };
    const { keyId, spki } = await deps.signer.publicKey();
    return {
      heads: await deps.links.download(key, file, downloadSeconds),
      publicKey: { keyId, pem: pemOf(spki) },
    };
  };
}
