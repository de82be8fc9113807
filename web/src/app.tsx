import { MutationCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Navigate, Route, Routes, useLocation, useParams } from 'react-router';
import { Unreachable } from './api/call.ts';
import { hearOtherTabs, tellOtherTabs } from './api/other-tabs.ts';
import { assessScreens } from './assess/screens.ts';
import { inboxScreens } from './inbox/screens.ts';
import { leadBodyScreens } from './lead-body/screens.ts';
import { leaderScreens } from './leader/screens.ts';
import { officeScreens } from './office/screens.ts';
import { AnnounceProvider } from './layout/announcer.tsx';
import { PageBoundary } from './layout/page-boundary.tsx';
import { Loading, NotFound } from './layout/states.tsx';
import { Shell } from './layout/shell.tsx';
import { useYear, YearProvider } from './session/year.tsx';
import { JoinScreen } from './session/join.ts';
import { isSignedIn, joinPath } from './session/session.ts';
import { SignInScreen } from './session/sign-in-screen.tsx';
import { wholeChinese } from './texts/chinese.ts';
import { ScreenTexts } from './texts/screen-texts.ts';
import { TextsProvider } from './texts/texts.tsx';
import { unitScreens } from './unit/screens.ts';

const screens = [
  ...unitScreens,
  ...leadBodyScreens,
  ...assessScreens,
  ...officeScreens,
  ...leaderScreens,
  ...inboxScreens,
];

const queries = new QueryClient({
  mutationCache: new MutationCache({ onSuccess: tellOtherTabs }),
  defaultOptions: {
    queries: {
      // Whoever has no network is told so at once, instead of waiting for it in silence.
      networkMode: 'always',
      staleTime: 15_000,
      // What was refused stays refused; a network that is down is tried again, a few times.
      retry: (count, error) => error instanceof Unreachable && count < 3,
    },
    mutations: { networkMode: 'always', retry: (count, error) => error instanceof Unreachable && count < 2 },
  },
});

hearOtherTabs(queries);

/** So long after the first screen the others' texts come, of which it has no need. */
const textsFollowMs = 3_000;

/**
 * The console of somebody who is signed in.
 * @param first whether the screen is one whose texts are here already
 */
export function show(root: HTMLElement, first: boolean): void {
  // Screens ask for them too, and say what is wrong.
  const ask = () => void wholeChinese().catch(() => undefined);
  if (first) window.setTimeout(ask, textsFollowMs);
  else ask();
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

function App() {
  return (
    <TextsProvider>
      <QueryClientProvider client={queries}>
        <AnnounceProvider>
          <BrowserRouter>
            <Screens />
          </BrowserRouter>
        </AnnounceProvider>
      </QueryClientProvider>
    </TextsProvider>
  );
}

function Screens() {
  const { pathname } = useLocation();
  if (!isSignedIn()) return <SignInScreen expired={false} />;
  if (pathname === joinPath)
    return (
      <Suspense fallback={<Loading />}>
        <JoinScreen />
      </Suspense>
    );
  return (
    <YearProvider>
      <Shell>
        <PageBoundary at={pathname}>
          <Suspense fallback={<Loading />}>
            <Routes>
              <Route path="/console" element={<Start />} />
              <Route path="/console/:cycle" element={<StartOfYear />} />
              {screens.map(({ path, page: Page, first }) => (
                <Route
                  key={path}
                  path={`/console/:cycle/${path}`}
                  element={
                    first === true ? (
                      <Page />
                    ) : (
                      <ScreenTexts>
                        <Page />
                      </ScreenTexts>
                    )
                  }
                />
              ))}
              <Route path="*" element={<NotFound />} />
            </Routes>
          </Suspense>
        </PageBoundary>
      </Shell>
    </YearProvider>
  );
}

/** A year's address, as it is typed by hand; one that there is not is no page. */
function StartOfYear() {
  const { cycle } = useYear();
  return useParams()['cycle'] === cycle.id ? <Start /> : <NotFound />;
}

/** Everybody begins with what they have to do. */
function Start() {
  const { cycle, me } = useYear();
  const unit = me.roles.find((held) => held.role === 'unit-staff' || held.role === 'unit-leader');
  if (unit !== undefined) return <Navigate to={`/console/${cycle.id}/units/${unit.unit}`} replace />;
  const has = (role: string) => me.roles.some((held) => held.role === role);
  if (has('county-admin') || has('signer') || has('auditor'))
    return <Navigate to={`/console/${cycle.id}/office`} replace />;
  const body = me.roles.find((held) => held.role === 'lead-body');
  if (body !== undefined) return <Navigate to={`/console/${cycle.id}/bodies/${body.body}`} replace />;
  if (has('reviewer')) return <Navigate to={`/console/${cycle.id}/review`} replace />;
  return <Navigate to={`/console/${cycle.id}/inbox`} replace />;
}
