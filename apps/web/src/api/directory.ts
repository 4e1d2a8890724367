import type { Me as SentMe, OrganizationList, RepositoryList, TeamList } from '@uplift/contracts';
import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';

import { ask } from './ask.ts';
import { readerOf } from './reader.ts';

const MOST = '200';

const MeShape = readerOf<SentMe>()(
  z.object({
    name: z.string(),
    role: z.enum(['admin', 'manager', 'champion', 'member']),
    organization: z.nullable(z.object({ login: z.string() })),
    organizations: z.array(
      z.object({
        login: z.string(),
        zone: z.string(),
        simulated: z.nullable(
          z.object({
            effects: z.array(z.object({ measure: z.string(), percent: z.number() })),
          }),
        ),
      }),
    ),
    person: z.nullable(z.object({ login: z.string() })),
  }),
);
const OrganizationsShape = readerOf<OrganizationList>()(
  z.object({ items: z.array(z.object({ login: z.string() })) }),
);
const TeamsShape = readerOf<TeamList>()(
  z.object({
    items: z.array(z.object({ slug: z.string(), name: z.string() })),
    nextCursor: z.nullable(z.string()),
  }),
);
const RepositoriesShape = readerOf<RepositoryList>()(
  z.object({
    items: z.array(z.object({ fullName: z.string(), removed: z.boolean() })),
    nextCursor: z.nullable(z.string()),
  }),
);

const STABLE = 5 * 60_000;

/** Who is looking. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: STABLE,
  queryFn: ({ signal }) => ask({ path: '/me', signal }, MeShape),
});

/** Who looks, as far as the dashboard asks. */
type Me = z.output<typeof MeShape>;
/** What a simulated organisation was made with. */
export type Simulation = NonNullable<Me['organizations'][number]['simulated']>;

/** The simulation that an organisation comes from; null for one that is real, or not known yet. */
export function simulationOf(me: Me | undefined, org: string): Simulation | null {
  return organizationOf(me, org)?.simulated ?? null;
}

/** What is told of an organisation with who looks; undefined until it is known. */
export function organizationOf(
  me: Me | undefined,
  org: string,
): Me['organizations'][number] | undefined {
  return me?.organizations.find(({ login }) => login.toLowerCase() === org.toLowerCase());
}

/** The organisations that may be looked at. */
export const organizationsQuery = queryOptions({
  queryKey: ['organizations'],
  staleTime: STABLE,
  queryFn: async ({ signal }) => {
    const page = await ask(
      { path: '/organizations', parameters: { limit: MOST }, signal },
      OrganizationsShape,
    );
    return page.items.map(({ login }) => login);
  },
});

/** What can be chosen in a filter. */
export type Choice = { readonly value: string; readonly label: string };

/** The teams of an organisation, by name. */
export function teamsQuery(org: string) {
  return queryOptions({
    queryKey: ['teams', org],
    staleTime: STABLE,
    queryFn: ({ signal }) =>
      everyPage(async (cursor) => {
        const path = `${organizationPath(org)}/teams`;
        const page = await ask({ path, parameters: { limit: MOST, cursor }, signal }, TeamsShape);
        return {
          items: page.items.map(({ slug, name }): Choice => ({ value: slug, label: name })),
          nextCursor: page.nextCursor,
        };
      }),
  });
}

/** The repositories of an organisation that are still shared, by name. */
export function repositoriesQuery(org: string) {
  return queryOptions({
    queryKey: ['repositories', org],
    staleTime: STABLE,
    queryFn: ({ signal }) =>
      everyPage(async (cursor) => {
        const path = `${organizationPath(org)}/repositories`;
        const page = await ask(
          { path, parameters: { limit: MOST, cursor }, signal },
          RepositoriesShape,
        );
        const items = page.items
          .filter(({ removed }) => !removed)
          .map(({ fullName }): Choice => ({ value: fullName, label: shortName(fullName, org) }));
        return { items, nextCursor: page.nextCursor };
      }),
  });
}

/** The repositories of an organisation, those that are no longer shared, too. */
export function repositoryNamesQuery(org: string) {
  return queryOptions({
    queryKey: ['repository-names', org],
    staleTime: STABLE,
    queryFn: ({ signal }) =>
      everyPage(async (cursor) => {
        const path = `${organizationPath(org)}/repositories`;
        const parameters = { limit: MOST, cursor };
        const page = await ask({ path, parameters, signal }, RepositoriesShape);
        const items = page.items.map(({ fullName }): Choice => ({
          value: fullName,
          label: fullName,
        }));
        return { items, nextCursor: page.nextCursor };
      }),
  });
}

/** Where the answers about an organisation are. */
export function organizationPath(org: string): string {
  return `/organizations/${encodeURIComponent(org)}`;
}

/** A repository's name without its owner, where that is the organisation itself. */
function shortName(fullName: string, org: string): string {
  const [owner, name] = fullName.split('/');
  return name !== undefined && owner?.toLowerCase() === org.toLowerCase() ? name : fullName;
}

type Page = { readonly items: readonly Choice[]; readonly nextCursor: string | null };

async function everyPage(read: (cursor: string | undefined) => Promise<Page>): Promise<Choice[]> {
  const choices: Choice[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    choices.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return choices.toSorted((a, b) => a.label.localeCompare(b.label));
}
