/** A page of an organisation, as the navigation tells it. */
export type PageLink = {
  readonly to:
    | '/o/$org'
    | '/o/$org/cycle-time'
    | '/o/$org/adoption'
    | '/o/$org/comparisons'
    | '/o/$org/teams'
    | '/o/$org/health';
  readonly title: string;
};

/** The pages, in the order of the navigation. */
export const pageLinks: readonly PageLink[] = [
  { to: '/o/$org', title: 'Overview' },
  { to: '/o/$org/cycle-time', title: 'Cycle time' },
  { to: '/o/$org/adoption', title: 'Adoption' },
  { to: '/o/$org/comparisons', title: 'Comparisons' },
  { to: '/o/$org/teams', title: 'Teams' },
  { to: '/o/$org/health', title: 'Data health' },
];
