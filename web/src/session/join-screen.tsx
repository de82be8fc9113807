import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { memberRoutes } from '../../../shared/contracts/member-routes.ts';
import { call } from '../api/call.ts';
import { Button } from '../layout/button.tsx';
import { Field } from '../layout/field.tsx';
import { FailedLine } from '../layout/states.tsx';
import { useTexts } from '../texts/texts.tsx';
import { signOut } from './session.ts';

/** As short as a code can be: what is shorter was not copied whole. */
const shortest = 32;

/** Who has signed in and is no member yet joins by the code that an admin has passed on. */
export default function JoinScreen() {
  const { t, choose, language } = useTexts();
  // Not kept as a draft: a code is good once and for whoever has it, and this may be a shared computer.
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const typed = code.trim();
  const joining = useMutation({
    mutationFn: () => call(memberRoutes.acceptInvitation, { params: {}, body: { code: typed } }),
    onSuccess: async () => {
      await navigate('/console', { replace: true });
      await queries.resetQueries();
    },
  });
  return (
    <main className="sign-in" id="main">
      <form
        className="sign-in-card"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (typed.length >= shortest) joining.mutate();
        }}
      >
        <img src="/console/favicon.svg" alt="" width="44" height="44" />
        <h1>
          {t('product')} <small>{t('joinTitle')}</small>
        </h1>
        <p>{t('joinWhy')}</p>
        <Field
          label={t('joinCode')}
          value={code}
          most={60}
          change={setCode}
          missing={tried && typed === ''}
          fault={tried && typed !== '' && typed.length < shortest ? t('joinCodeShort') : null}
          focus
        />
        <FailedLine error={joining.error} />
        <Button kind="primary" wide submit busy={joining.isPending}>
          {t('joinGo')}
        </Button>
        <p className="soft">{t('joinNoCode')}</p>
        <p className="sign-in-more">
          <button type="button" className="plain" onClick={() => void signOut()}>
            {t('joinOther')}
          </button>
          <button type="button" className="plain" onClick={() => choose(language === 'zh' ? 'en' : 'zh')}>
            {t('language')}
          </button>
        </p>
      </form>
    </main>
  );
}
