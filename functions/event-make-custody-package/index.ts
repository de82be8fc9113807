import { eventMakeCustodyPackage } from '../../shared/contracts/function-settings.ts';
import { bundledScript } from '../adapters/bundled-script.ts';
import {
  withEvidenceFiles,
  withHeads,
  withPackages,
  withReports,
  withRunFiles,
} from '../adapters/compose-files.ts';
import { withSigner } from '../adapters/compose-signer.ts';
import { records } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { zipArchive } from '../adapters/zip-archive.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(eventMakeCustodyPackage);
export const handler = createHandler({
  ...records('event-make-custody-package', settings),
  ...withRunFiles(settings),
  ...withReports(settings),
  ...withEvidenceFiles(settings),
  ...withPackages(settings),
  ...withHeads(settings),
  ...withSigner(settings),
  writeArchive: zipArchive,
  program: bundledScript('verify.mjs', import.meta.url),
});
