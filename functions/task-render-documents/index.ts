import { taskRenderDocuments } from '../../shared/contracts/function-settings.ts';
import { renderDocuments } from '../../shared/report/render-documents.ts';
import { withReports, withRunFiles } from '../adapters/compose-files.ts';
import { withSigner } from '../adapters/compose-signer.ts';
import { records } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { printFonts } from '../adapters/print-fonts.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(taskRenderDocuments);
const deps = records('task-render-documents', settings);
export const handler = createHandler({
  ...deps,
  ...withRunFiles(settings),
  ...withReports(settings),
  ...withSigner(settings),
  documents: renderDocuments(printFonts()),
});
