import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { NavLink, useLocation, useNavigate } from 'react-router';
import { inboxRoutes } from '../../../shared/contracts/inbox-routes.ts';
import { call } from '../api/call.ts';
import { signOut } from '../session/session.ts';
import { useYear } from '../session/year.tsx';
import { useArrival } from './arrival.ts';
import { Connection } from './connection.tsx';
import { useMenu } from './menu.ts';
import { Tag } from './tag.tsx';
import { useTexts } from '../texts/texts.tsx';

/** What stands around every screen: the year, the menu by what one may do, the inbox, and the way out. */
export function Shell({ children }: { children: ReactNode }) {
  const { t, choose, language } = useTexts();
  const { me, cycle, cycles } = useYear();
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();
  const navigate = useNavigate();
  useEffect(() => setOpen(false), [pathname]);
  const groups = useMenu();
  const main = useRef<HTMLElement>(null);
  useArrival(main);
  const inbox = useQuery({
    queryKey: ['inbox', cycle.id, 'unread'],
    queryFn: () => call(inboxRoutes.listInbox, { params: { cycle: cycle.id }, query: { limit: 1 } }),
    refetchInterval: 120_000,
  });
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <header className="top">
        <button
          type="button"
          className="menu-button"
          onClick={() => setOpen(!open)}
          aria-expanded={open}
          aria-controls="menu"
        >
          {t('menu')}
        </button>
        <span className="brand">
          <img src="/console/favicon.svg" alt="" width="24" height="24" /> {t('product')}
        </span>
        {cycle.demonstration && (
          <span title={t('demonstrationWhy')}>
            <Tag tone="warn">{t('demonstration')}</Tag>
          </span>
        )}
        <span className="grow" />
        <select
          className="year"
          aria-label={t('year')}
          value={cycle.id}
          onChange={({ target }) =>
            void navigate(pathname.replace(/^\/console\/\d{4}/, `/console/${target.value}`))
          }
        >
          {cycles.map(({ id }) => (
            <option key={id} value={id}>
              {id}
            </option>
          ))}
        </select>
        <NavLink to={`/console/${cycle.id}/inbox`} className="top-link">
          {t('navInbox')}
          {inbox.data !== undefined && inbox.data.unread > 0 && <b className="count">{inbox.data.unread}</b>}
        </NavLink>
        <button
          type="button"
          className="plain top-link"
          onClick={() => choose(language === 'zh' ? 'en' : 'zh')}
        >
          {t('language')}
        </button>
        <span className="who">{me.displayName}</span>
        <button type="button" className="plain top-link" onClick={() => void signOut()}>
          {t('signOut')}
        </button>
      </header>
      <nav id="menu" className={open ? 'side open' : 'side'} aria-label={t('menu')}>
        {groups.map((group) => (
          <section key={group.key}>
            <h2>{group.title}</h2>
            <ul>
              {group.entries.map(({ to, text, end = false }) => (
                <li key={to}>
                  {to.startsWith('/console') ? (
                    <NavLink to={to} end={end}>
                      {t(text)}
                    </NavLink>
                  ) : (
                    <a href={to}>{t(text)}</a>
                  )}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <main ref={main} id="main" className="page" tabIndex={-1}>
        <Connection />
        {children}
      </main>
    </div>
  );
}
