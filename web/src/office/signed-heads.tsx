import { auditRoutes } from '../../../shared/contracts/audit-routes.ts';
import { call } from '../api/call.ts';
import { save } from '../api/download.ts';
import { Button } from '../layout/button.tsx';
import { FailedLine } from '../layout/states.tsx';
import { useTexts } from '../texts/texts.tsx';
import { saveFile } from './parts/save-file.ts';
import { useChange } from './parts/use-change.ts';

/** The signed heads of the trail, and the key to check them by: what somebody needs who wants to verify an export by themselves. */
export function SignedHeads({ cycle, scope }: { cycle: string; scope: 'cycle' | 'installation' }) {
  const { t } = useTexts();
  const asking = useChange(async () => {
    const answer = await call(auditRoutes.exportAuditHeads, { params: { cycle }, query: { of: scope } });
    save(answer.heads);
    return answer.publicKey;
  });
  const key = asking.data;
  return (
    <details className="card fold">
      <summary>{t('headsTitle')}</summary>
      <p className="soft">{t('headsWhy')}</p>
      <div className="tools">
        <Button busy={asking.isPending} onClick={() => asking.mutate()}>
          {t('headsExport')}
        </Button>
        {key !== undefined && <Button onClick={() => saveKey(key.pem)}>{t('headsKey')}</Button>}
      </div>
      <FailedLine error={asking.error} />
      {key !== undefined && (
        <p role="status">
          {t('headsKeyId')} <code className="secret">{key.keyId}</code>
        </p>
      )}
    </details>
  );
}

/** A key's file is plain letters. */
function saveKey(pem: string): void {
  saveFile({ name: 'audit-public-key.pem', contentType: 'application/x-pem-file', base64: btoa(pem) });
}
