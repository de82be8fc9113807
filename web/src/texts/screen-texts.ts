import { lazy, type ReactNode } from 'react';
import { wholeChinese } from './chinese.ts';

/** Shows what stands in it once all texts are here, as a screen waits for its script. English comes whole from the beginning. */
export const ScreenTexts = lazy(async () => {
  await wholeChinese();
  return { default: Here };
});

function Here({ children }: { children: ReactNode }) {
  return children;
}
