import { lazy } from 'react';

/** Few ever see it: it comes when somebody does. */
export const JoinScreen = lazy(() => import('./join-screen.tsx'));
