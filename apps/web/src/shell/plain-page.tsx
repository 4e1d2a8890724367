import type { ReactNode } from 'react';

import { Mark } from './mark.tsx';

/** A page outside of any organisation. */
export function PlainPage({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <>
      <header className="top">
        <div className="bar">
          <a href="/" className="brand">
            <Mark />
            Uplift
          </a>
        </div>
      </header>
      <main id="main">
        <section className="card plain-page" aria-labelledby="plain-title">
          <h1 id="plain-title">{title}</h1>
          {children}
        </section>
      </main>
    </>
  );
}
