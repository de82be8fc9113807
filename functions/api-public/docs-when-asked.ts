import type { openApiDocument } from '../../shared/contracts/openapi.ts';
import { once } from '../adapters/once.ts';

/** What documents the API is loaded by the first who asks: readers of a report do not wait for every schema of every route. */

/** The document for programs, made once. @param issuer where people sign in */
export function openApiWhenAsked(issuer: string): () => Promise<ReturnType<typeof openApiDocument>> {
  return once(async () => {
    const { openApiDocument: document } = await import('../../shared/contracts/openapi.ts');
    return document(issuer);
  });
}

/** The page for people. */
export async function docsWhenAsked(): Promise<string> {
  const { docsPage } = await import('./docs-page.ts');
  return docsPage();
}
