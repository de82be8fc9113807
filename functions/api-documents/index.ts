import { functionSettings } from '../../shared/contracts/functions.ts';
import { writeCircular } from '../../shared/report/circular/write-circular.ts';
import { letterWriter } from '../../shared/report/letters/letter-writer.ts';
import { apiRecords, withRunFileLinks, withRunFiles, withSigner } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { printFonts } from '../adapters/print-fonts.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(functionSettings['api-documents']);
export const handler = createHandler({
  ...apiRecords('api-documents', settings),
  ...withRunFiles(settings),
  ...withRunFileLinks(settings),
  ...withSigner(settings),
  circular: writeCircular,
  letters: letterWriter(printFonts()),
});
