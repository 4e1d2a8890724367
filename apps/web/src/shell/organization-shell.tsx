import { Outlet } from '@tanstack/react-router';

import { useIsFiltered } from '../address/share-links.ts';
import { FilterBar } from '../filters/filter-bar.tsx';
import { Header } from './header.tsx';
import { LoadingStrip } from './loading-strip.tsx';
import { SimulatedStrip } from './simulated-strip.tsx';

/** The frame of every page of an organisation. */
export function OrganizationShell() {
  const isFiltered = useIsFiltered();
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <SimulatedStrip />
      <Header />
      {isFiltered && <FilterBar />}
      <main id="main" tabIndex={-1}>
        <LoadingStrip />
        <Outlet />
      </main>
    </>
  );
}
