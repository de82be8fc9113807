import { pemOf } from '../domain/integrity/pem.ts';
import type { ReportFile } from './report-input.ts';
import { verifyPage, verifyPagePath, verifyScriptPath, type VerifyPageInput } from './verify-page.ts';

type Input = Omit<VerifyPageInput, 'keyId'> &
  Readonly<{ publicKey: Readonly<{ keyId: string; spki: string }> }>;

/** What a report carries so that it can be checked: key, page, and the two scripts as they were bundled. */
export function integrityFiles(scripts: Readonly<{ page: string; program: string }>) {
  return ({ publicKey, ...of }: Input): readonly ReportFile[] => [
    { path: 'public-key.pem', contentType: 'application/x-pem-file', body: pemOf(publicKey.spki) },
    {
      path: verifyPagePath,
      contentType: 'text/html; charset=utf-8',
      body: verifyPage({ ...of, keyId: publicKey.keyId }),
    },
    { path: verifyScriptPath, contentType: 'text/javascript; charset=utf-8', body: scripts.page },
    { path: 'verify.mjs', contentType: 'text/javascript; charset=utf-8', body: scripts.program },
  ];
}
