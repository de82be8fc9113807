import * as collections from '../../contracts/collections.ts';
import { storageKeys } from '../../contracts/storage-keys.ts';
import { requireUnitReader } from '../../domain/people/member.ts';
import type { RegisterWorkbooks } from '../../ports/register-files.ts';
import type { Clock, EvidenceLinks, Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { workbookLink } from './workbook-link.ts';

/** A unit's register as a workbook: the rows that stand, under the headings that an import reads. */
export function getRegisterFile(
  deps: Readonly<{
    store: Store;
    clock: Clock;
    imports: Files;
    links: EvidenceLinks;
    registerWorkbooks: RegisterWorkbooks;
  }>,
): UseCase<'getRegisterFile'> {
  return async ({ member, params }) => {
    requireUnitReader(member, params.unit);
    const { columns } = (await load.cycle(deps.store, params.cycle)).value;
    const unit = (await load.unit(deps.store, params.cycle, params.unit)).value;
    const rows = await deps.store.all(collections.registerRows, params);
    const madeAt = await deps.clock.now();
    const bytes = await deps.registerWorkbooks.register(
      rows.map((each) => each.value).filter((row) => row.status === 'current'),
      { unit, columns, madeAt },
    );
    return workbookLink(
      deps,
      storageKeys.registerFile(params),
      `${params.cycle}年${unit.name}公开信息台账.xlsx`,
      bytes,
    );
  };
}
