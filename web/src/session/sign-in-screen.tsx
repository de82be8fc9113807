import { useEffect } from 'react';
import { Button } from '../layout/button.tsx';
import { useTexts } from '../texts/texts.tsx';
import { joinPath, prepareSignIn, signIn } from './session.ts';

/** The way in, for who is not signed in, or no longer. */
export function SignInScreen({ expired }: { expired: boolean }) {
  const { t, choose, language } = useTexts();
  useEffect(prepareSignIn, []);
  const returnTo = window.location.pathname.startsWith('/console')
    ? window.location.pathname + window.location.search
    : '/console';
  return (
    <main className="sign-in" id="main">
      <div className="sign-in-card">
        <img src="/console/favicon.svg" alt="" width="44" height="44" />
        <h1>
          {t('product')} <small>{t('productLong')}</small>
        </h1>
        <p>{expired ? t('signInAgainWhy') : t('signInWhy')}</p>
        <Button kind="primary" wide onClick={() => void signIn(returnTo)}>
          {t('signIn')}
        </Button>
        <p className="sign-in-more">
          <a href="/reports">{t('publicReports')}</a>
          <button type="button" className="plain" onClick={() => void signIn(joinPath)}>
            {t('joinByCode')}
          </button>
          <button type="button" className="plain" onClick={() => choose(language === 'zh' ? 'en' : 'zh')}>
            {t('language')}
          </button>
        </p>
      </div>
    </main>
  );
}
