import '../office.css';
import type { ReactNode } from 'react';

/** What every screen of the office begins with: what it is, and in a sentence what is done here. */
export function Page({ title, why, children }: { title: string; why: string; children: ReactNode }) {
  return (
    <>
      <header className="page-head">
        <h1>{title}</h1>
        <p className="soft">{why}</p>
      </header>
      {children}
    </>
  );
}
