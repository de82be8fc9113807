import { streams } from '../../contracts/streams.ts';
import type { ContactsFiles } from '../../ports/contacts-files.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { handOutOnce } from '../hand-out-once.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { rulesOf } from './contacts-place.ts';
import { unitsWithForms } from './list-contacts.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * All contacts of a year as one file, which travels in the answer and is kept nowhere. Personal data in bulk: who took it
 * out, and when, goes on record before it leaves.
 */
export function exportContacts(
  deps: Readonly<{ store: Store; clock: Clock; contactsFiles: ContactsFiles }>,
): UseCase<'exportContacts'> {
  return async ({ member, key, params, body: { format } }) => {
    const cycle = (await load.cycle(deps.store, params.cycle)).value;
    rulesOf(cycle);
    const units = await unitsWithForms(deps.store, cycle);
    const madeAt = await handOutOnce(
      deps.store,
      {
        cycle: params.cycle,
        kind: 'contacts',
        by: member.subject,
        at: await deps.clock.now(),
        key,
        content: { format, units },
      },
      streams.contactExports(params.cycle),
      {
        action: 'contacts.export',
        subject: `cycle:${params.cycle}`,
        details: { format, forms: units.filter(({ form }) => form?.status === 'filed').length },
      },
    );
    const about = { cycle, units, madeAt };
    const bytes =
      format === 'xlsx' ? await deps.contactsFiles.xlsx(about) : await deps.contactsFiles.csv(about);
    return {
      name: `${params.cycle}年政务公开工作联系人员.${format}`,
      contentType: format === 'xlsx' ? xlsx : 'text/csv; charset=utf-8',
      base64: Buffer.from(bytes).toString('base64'),
    };
  };
}
