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
  /** After `g`, the key that leads there. */
  readonly key: string;
};

/** The pages, in the order of the navigation. */
export const pageLinks: readonly PageLink[] = [
  { to: '/o/$org', title: 'Overview', key: 'o' },
  { to: '/o/$org/cycle-time', title: 'Cycle time', key: 'c' },
  { to: '/o/$org/adoption', title: 'Adoption', key: 'a' },
  { to: '/o/$org/comparisons', title: 'Comparisons', key: 'x' },
  { to: '/o/$org/teams', title: 'Teams', key: 't' },
  { to: '/o/$org/health', title: 'Data health', key: 'h' },
];
