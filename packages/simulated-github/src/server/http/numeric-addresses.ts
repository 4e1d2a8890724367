import type { RequestHandler } from 'express';

import type { OrganizationRecord, RepositoryRecord } from '../state/records.ts';
import type { SimulatedGitHubState } from '../state/state.ts';
import { notFound } from './errors.ts';

/**
 * Lets `/repositories/ID/…`, `/organizations/ID/…`, `/organizations/ID/team/ID/…` and `/user/ID`
 * mean the same as the addresses with names, so that routes know names only.
 *
 * @throws {GitHubError} 404 from the handler, if there is nothing with that id
 */
export function readNumericAddresses(state: SimulatedGitHubState): RequestHandler {
  return (request, _response, next) => {
    request.url = namedAddress(request.url, state);
    next();
  };
}

const NUMERIC = /^\/(repositories|organizations|user)\/(\d+)(?=[/?]|$)/;
const TEAM = /^\/team\/(\d+)(?=[/?]|$)/;

function namedAddress(url: string, state: SimulatedGitHubState): string {
  const [found = '', kind, digits] = NUMERIC.exec(url) ?? [];
  if (kind === undefined) return url;
  const id = Number(digits);
  const rest = url.slice(found.length);
  if (kind === 'repositories') {
    const { fullName } = state.storyRepositoryOf(existing(state.repositoryById(id)));
    return `/repos/${fullName}${rest}`;
  }
  if (kind === 'user') return `/users/${encodeURIComponent(existing(state.accountById(id)).login)}`;
  const organization = existing(state.organizationById(id));
  return `/orgs/${organization.login}${withSlug(rest, organization)}`;
}

function withSlug(rest: string, { teams }: OrganizationRecord): string {
  const [found = '', digits] = TEAM.exec(rest) ?? [];
  if (digits === undefined) return rest;
  return `/teams/${existing(teams.get(Number(digits)) ?? null).slug}${rest.slice(found.length)}`;
}

/**
 * The address of a request by numeric ids, as GitHub writes it into `Link` and `Location`: it goes
 * on working when names change.
 */
export function numericPath(path: string, place: Place): string {
  const { repository, organization } = place;
  if (repository) return path.replace(/^\/repos\/[^/]+\/[^/]+/, `/repositories/${repository.id}`);
  if (organization === undefined) return path;
  const byId = path.replace(/^\/orgs\/[^/]+/, `/organizations/${organization.id}`);
  return byId.replace(/\/teams\/([^/]+)/, (all, slug: string) => {
    const team = [...organization.teams.values()].find((one) => one.slug === slug);
    return team === undefined ? all : `/team/${team.id}`;
  });
}

/** What a request is about. */
export type Place = {
  readonly repository?: RepositoryRecord;
  readonly organization?: OrganizationRecord;
};

function existing<Found>(found: Found | null): Found {
  if (found === null) throw notFound();
  return found;
}
