import { Link } from 'react-router';
import { Refused } from '../api/call.ts';
import { SignedOut, signIn } from '../session/session.ts';
import { SignInScreen } from '../session/sign-in-screen.tsx';
import { Button } from './button.tsx';
import { useTexts } from '../texts/texts.tsx';

/** What stands in a list's place while it is read, when it is empty, and when it could not be read. */

export function Loading() {
  const { t } = useTexts();
  return (
    <div className="state" role="status" aria-label={t('loading')}>
      <span className="skeleton" />
      <span className="skeleton" />
      <span className="skeleton short" />
    </div>
  );
}

export function Nothing({ title, why }: { title: string; why: string }) {
  return (
    <div className="state nothing">
      <p className="nothing-title">{title}</p>
      <p>{why}</p>
    </div>
  );
}

export function NotFound() {
  const { t } = useTexts();
  return (
    <div className="state nothing">
      <h1 className="nothing-title">{t('notFound')}</h1>
      <p>{t('notFoundWhy')}</p>
      <p>
        <Link to="/console">{t('goHome')}</Link>
      </p>
    </div>
  );
}

/** Says what happened in words, and what to do next. */
export function Failed({
  error,
  retry,
  whole = false,
}: {
  error: Error;
  retry: () => void;
  whole?: boolean;
}) {
  const { t } = useTexts();
  if (error instanceof SignedOut) return whole ? <SignInScreen expired /> : <SignInAgain />;
  const refused = error instanceof Refused;
  return (
    <div className="state nothing" role="alert">
      <p className="nothing-title">{refused ? t('refusedTitle') : t('unreachable')}</p>
      <p>{refused ? error.problem.detail : t('unreachableWhy')}</p>
      <FaultNumber of={error} />
      <Button onClick={retry}>{t('retry')}</Button>
    </div>
  );
}

/** The same in one line, beside what was being done: nothing that was typed is gone. */
export function FailedLine({ error }: { error: Error | null }) {
  const { t } = useTexts();
  if (error === null) return null;
  if (error instanceof SignedOut) return <SignInAgain />;
  return (
    <div className="failed-line" role="alert">
      {error instanceof Refused ? error.problem.detail : `${t('unreachable')}。${t('unreachableWhy')}`}
      <FaultNumber of={error} />
      {error instanceof Refused && error.problem.findings.length > 0 && (
        <ul>
          {error.problem.findings.map((finding) => (
            <li key={`${finding.pointer} ${finding.code}`}>{finding.message}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Where something broke, the number by which whoever keeps the system finds it: what is said asks people to pass it on. */
function FaultNumber({ of }: { of: Error }) {
  const { t } = useTexts();
  if (!(of instanceof Refused) || of.problem.code !== 'fault') return null;
  return <p className="soft">{t('faultNumber', { number: of.problem.instance })}</p>;
}

function SignInAgain() {
  const { t } = useTexts();
  return (
    <div className="state nothing" role="alert">
      <p className="nothing-title">{t('signInAgain')}</p>
      <p>{t('signInAgainWhy')}</p>
      <Button kind="primary" onClick={() => void signIn(window.location.pathname + window.location.search)}>
        {t('signIn')}
      </Button>
    </div>
  );
}
