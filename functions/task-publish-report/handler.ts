import { signHeads } from '../../shared/app/audit/sign-heads.ts';
import { publishReport } from '../../shared/app/run/publish-report.ts';
import { tasks } from '../../shared/contracts/tasks.ts';
import type { HeadsArchive } from '../../shared/ports/heads-archive.ts';
import type { IntegrityFiles } from '../../shared/ports/integrity-files.ts';
import type { Files } from '../../shared/ports/services.ts';
import type { Signer } from '../../shared/ports/signer.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { taskFunction } from '../middleware/task.ts';

type Deps = RecordsDeps &
  Readonly<{
    runs: Files;
    reports: Files;
    signer: Signer;
    integrityFiles: IntegrityFiles;
    heads: HeadsArchive;
  }>;

/** Publishes the signed report, and signs where the year's audit chains stand then. */
export function createHandler(deps: Deps) {
  const publish = publishReport(deps);
  const sign = signHeads(deps);
  return taskFunction(deps, tasks.publishReport, async (input) => {
    const published = await publish(input);
    try {
      await sign([input.cycle], () => new Date());
    } catch (error) {
      // What is published is published; the schedule signs the same within minutes.
      deps.log.error('heads-unsigned', { cycle: input.cycle }, error);
    }
    return published;
  });
}
