/** A page of an organisation, as the navigation tells it. */
export type PageLink = {
  readonly to: '/o/$org';
  readonly title: string;
};

/** The pages, in the order of the navigation. */
export const pageLinks: readonly PageLink[] = [{ to: '/o/$org', title: 'Overview' }];
