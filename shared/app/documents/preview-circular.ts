import * as collections from '../../contracts/collections.ts';
import { storageKeys } from '../../contracts/storage-keys.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import { requireKnownPlaces } from '../../domain/circular/circular-template.ts';
import { refuse } from '../../domain/errors.ts';
import { hashesOf } from '../../domain/run/run.ts';
import type { CircularWriter } from '../../ports/documents.ts';
import type { Clock, Files, RunFileLinks } from '../../ports/services.ts';
import type { Signer } from '../../ports/signer.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { readReportInput } from '../run/read-report-input.ts';
import type { UseCase } from '../use-case.ts';
import { documentLink } from './document-link.ts';

/** The circular as it would be with this text and the present result. Nothing of it is kept but the file, until the next preview. */
export function previewCircular(
  deps: Readonly<{
    store: Store;
    clock: Clock;
    runs: Files;
    runFileLinks: RunFileLinks;
    signer: Pick<Signer, 'publicKey'>;
    circular: CircularWriter;
  }>,
): UseCase<'previewCircular'> {
  return async ({ params: { cycle }, body }) => {
    requireKnownPlaces(body);
    const run = await runWithResult(deps.store, cycle);
    const { input } = await readReportInput(deps, { cycle, run });
    const publishedOn = shanghaiDay(await deps.clock.now());
    const { docx, paragraphs } = await deps.circular({ ...input, publishedOn }, body);
    const key = storageKeys.document({ cycle, file: 'circular.docx' });
    const file = await documentLink(deps, key, `${cycle}年通报（预览）.docx`, docx);
    return { paragraphs: paragraphs.map((each) => ({ ...each })), file };
  };
}

/** The run under way, once it has ranked, else the published one. @throws Refusal `nothing-to-preview` */
async function runWithResult(store: Store, cycle: string): Promise<string> {
  const { activeRun } = (await load.cycle(store, cycle)).value;
  if (activeRun !== null) {
    const run = (await load.run(store, { cycle, run: activeRun })).value;
    if (hashesOf(run).resultSha256 !== null) return activeRun;
  }
  const published = (await store.get(collections.publications, { cycle }))?.value;
  if (published === undefined) throw refuse.wrongState('nothing-to-preview');
  return published.run;
}
