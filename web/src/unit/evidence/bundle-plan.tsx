import type { ReactNode } from 'react';
import type * as z from 'zod/mini';
import type { evidenceBundleRoutes } from '../../../../shared/contracts/evidence-bundle-routes.ts';
import { useTexts } from '../../texts/texts.tsx';

type Answer = z.output<typeof evidenceBundleRoutes.checkEvidenceFolder.output>;
/** What would come, or came, of a folder or a ZIP file. */
export type Plan = Pick<Answer, 'pieces' | 'files' | 'faults'>;

/** The pieces that would be made and what comes of each file, what is wrong first. */
export function BundlePlan({ plan, children }: { plan: Plan; children: ReactNode }) {
  const { t, of: say } = useTexts();
  const count = (outcome: Plan['files'][number]['outcome']) =>
    plan.files.filter((file) => file.outcome === outcome).length;
  const order = ['fault', 'piece', 'already', 'left-out'];
  const files = [...plan.files].sort(
    (left, right) => order.indexOf(left.outcome) - order.indexOf(right.outcome),
  );
  const outcomeOf = (file: Plan['files'][number]) => {
    switch (file.outcome) {
      case 'piece':
        return t('bo_piece', { title: plan.pieces[file.piece]?.title ?? '' });
      case 'already':
        return t('bo_already');
      case 'left-out':
        return t('bo_left');
      case 'fault':
        return <span className="bad">{say(file.fault.message)}</span>;
    }
  };
  return (
    <section aria-label={t('bundleEach')}>
      <h2>
        {plan.pieces.length === 0
          ? t('bundleNothing')
          : t('bundlePlan', { pieces: plan.pieces.length, files: count('piece') })}
      </h2>
      <p className="soft">
        {t('bundleSums', { already: count('already'), out: count('left-out'), faults: count('fault') })}
      </p>
      {plan.faults.map((fault) => (
        <p key={say(fault.message)} className="bad">
          {say(fault.message)}
        </p>
      ))}
      {children}
      {plan.pieces.length > 0 && (
        <>
          <h3>{t('bundlePieces')}</h3>
          <ul className="duties card">
            {plan.pieces.map((piece) => (
              <li key={`${piece.items.join(' ')} ${piece.title} ${piece.files[0] ?? ''}`}>
                <span>
                  <b>{piece.title}</b>（{piece.items.join('、')}）
                </span>
                <span className="soft">{t('pieces', { count: piece.files.length })}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{t('bundleEach')}</h3>
      <div className="scroll tall" tabIndex={0} role="region" aria-label={t('bundleEach')}>
        <table className="grid stacked">
          <thead>
            <tr>
              <th scope="col">{t('bundleFile')}</th>
              <th scope="col">{t('bundleOutcome')}</th>
            </tr>
          </thead>
          <tbody>
            {files.map((file) => (
              <tr key={file.path}>
                <th scope="row">{file.path}</th>
                <td>{outcomeOf(file)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
