import '../office.css';
import type { ReactNode } from 'react';
import { PageHead } from '../../layout/page-head.tsx';

/** What every screen of the office begins with: what it is, and in a sentence what is done here. */
export function Page({ title, why, children }: { title: string; why: string; children: ReactNode }) {
  return (
    <>
      <PageHead title={title} why={why} />
      {children}
    </>
  );
}
