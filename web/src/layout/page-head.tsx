import type { ReactNode } from 'react';

/** A screen's heading, what the screen is for, and what can be done on the whole of it. The shell takes the page's title from it. */
export function PageHead(props: { title: string; why?: string; children?: ReactNode }) {
  const { title, why, children } = props;
  return (
    <header className="page-head">
      <h1>{title}</h1>
      {why !== undefined && <p className="soft">{why}</p>}
      {children !== undefined && <div className="page-head-tools">{children}</div>}
    </header>
  );
}
