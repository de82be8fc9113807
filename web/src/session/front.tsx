import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { TextsProvider } from '../texts/texts.tsx';
import { isCallback } from './session.ts';
import { SignInScreen } from './sign-in-screen.tsx';

/** What stands before sign-in, and while it is taken up: nothing of the screens behind is fetched for it. */
export function show(root: HTMLElement): void {
  createRoot(root).render(
    <StrictMode>
      <TextsProvider>{isCallback() ? <Returning /> : <SignInScreen expired={false} />}</TextsProvider>
    </StrictMode>,
  );
}

/** Takes up the sign-in that the issuer leads back from. */
function Returning() {
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let live = true;
    import('./issuer.ts')
      .then(({ finishSignIn }) => finishSignIn())
      .then(
        (to) => {
          if (live) window.location.replace(to);
        },
        () => {
          if (live) setFailed(true);
        },
      );
    return () => {
      live = false;
    };
  }, []);
  return failed ? <SignInScreen expired={false} /> : null;
}
