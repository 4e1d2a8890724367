import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';

import { useOrg } from '../address/org-scope.ts';

/** Where a page is: the page above it, and what this one is called. */
export function Crumbs({
  to,
  above,
  here,
  isTitled = false,
}: {
  readonly to: '/o/$org/comparisons' | '/o/$org/teams' | '/o/$org/guide';
  readonly above: string;
  readonly here: string;
  /** The heading says the same again, so that it need not be read twice. */
  readonly isTitled?: boolean;
}) {
  return (
    <nav aria-label="Where this is" className="crumbs">
      <Link to={to} params={{ org: useOrg() }}>
        {above}
      </Link>
      <ChevronRight aria-hidden="true" />
      <span {...(isTitled && { 'aria-hidden': true })}>{here}</span>
    </nav>
  );
}
