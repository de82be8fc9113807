import * as collections from '../../contracts/collections.ts';
import { holds, isOfUnit, requireUnitReader, type Member } from '../../domain/people/member.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { namesOf } from '../names-of.ts';
import type { UseCase } from '../use-case.ts';

/** What a row says and said before. Whoever may read the row may read this; withdrawn rows keep theirs. */
export function getRegisterRowHistory(deps: Readonly<{ store: Store }>): UseCase<'getRegisterRowHistory'> {
  return async ({ member, params }) => {
    requireUnitReader(member, params.unit);
    const row = (await load.row(deps.store, params)).value;
    const versions = (await deps.store.all(collections.registerRowVersions, params)).map(
      (each) => each.value,
    );
    const nameOf = seesNames(member, params.unit)
      ? await namesOf(
          deps.store,
          versions.map((each) => each.correctedBy),
        )
      : () => null;
    return {
      row,
      earlier: versions.map(({ entry, since, until, correctedBy }) => ({
        entry,
        since,
        until,
        correctedBy: nameOf(correctedBy),
      })),
    };
  };
}

function seesNames(member: Member, unit: string): boolean {
  const ofUnit = member.roles.some((held) => isOfUnit(held, unit));
  return ofUnit || holds(member, 'county-admin') || holds(member, 'auditor');
}
