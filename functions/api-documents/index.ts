import { apiDocuments } from '../../shared/contracts/function-settings.ts';
import { withRunFileLinks, withRunFiles } from '../adapters/compose-files.ts';
import { withSigner } from '../adapters/compose-signer.ts';
import { apiRecords } from '../adapters/compose.ts';
import { circularWhenAsked, lettersWhenAsked } from '../adapters/documents-when-asked.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(apiDocuments);
export const handler = createHandler({
  ...apiRecords('api-documents', settings),
  ...withRunFiles(settings),
  ...withRunFileLinks(settings),
  ...withSigner(settings),
  circular: circularWhenAsked,
  letters: lettersWhenAsked(),
});
