import type { Request } from 'express';

import type { Caller } from '../access/caller.ts';
import type { ServerContext } from '../context.ts';
import type { StoryOrganization } from '../../story.ts';
import type { OrganizationRecord, RepositoryRecord } from '../state/records.ts';
import { notFound } from './errors.ts';
import { numericPath } from './numeric-addresses.ts';
import { linkHeader, pageOf, sliceOf } from './pages.ts';
import type { Reply } from './reply.ts';

/** A request as a route sees it. */
export type Call = {
  readonly request: Request;
  readonly context: ServerContext;
  readonly caller: Caller;
  readonly params: Readonly<Record<string, string>>;
  /** The story's present instant, the same for all of the call. */
  readonly at: Date;
  /** A parameter of the query if it is there once, else undefined. */
  readonly query: (name: string) => string | undefined;
  /** A number out of the path. @throws {GitHubError} 404 if it is none */
  readonly id: (name: string) => number;
  /** Of `:org`, or the owner of `:repo`. @throws {GitHubError} 404 */
  readonly organization: () => OrganizationRecord;
  /** Of `:owner/:repo`. @throws {GitHubError} 404 */
  readonly repository: () => RepositoryRecord;
  /** One page of a list with its `Link` header; only its items are rendered. */
  readonly page: <Item>(
    items: readonly Item[],
    render: (item: Item) => object,
    options?: PageOptions,
  ) => Reply;
};

/** How a page differs from a plain list of 30. */
type PageOptions = {
  /** Items on a page unless the caller says so. */
  readonly usual?: number;
  /** Puts the list into an object, where GitHub does. */
  readonly wrap?: (list: readonly object[], total: number) => object;
};

/** Reads a request. */
export function callOf(request: Request, context: ServerContext): Call {
  const { state } = context;
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.params)) params[name] = String(value);
  const call = {
    request,
    context,
    params,
    caller: context.callers.of(request),
    at: state.clock(),
    query: (name: string) => {
      const value = request.query[name];
      return typeof value === 'string' ? value : undefined;
    },
    id: (name: string) => {
      if (!/^\d+$/.test(params[name] ?? '')) throw notFound();
      return Number(params[name]);
    },
    repository: () =>
      existing(state.repositoryByName(params['owner'] ?? '', params['repo'] ?? '')).repository,
    organization: () => {
      if (params['repo'] === undefined) {
        return existing(state.organizationByLogin(params['org'] ?? ''));
      }
      return existing(state.organizationById(call.repository().ownerId));
    },
  };
  return { ...call, page: (items, render, options) => pageReply(items, render, { call, options }) };
}

/** An organisation as the renderers of REST objects take it. */
export function storyOrganizationOf({ id, login }: OrganizationRecord): StoryOrganization {
  return { id, login };
}

type PageCall = { readonly call: Omit<Call, 'page'>; readonly options: PageOptions | undefined };

function pageReply<Item>(
  items: readonly Item[],
  render: (item: Item) => object,
  { call, options }: PageCall,
): Reply {
  const page = pageOf(call.request, options?.usual);
  const list = sliceOf(items, page).map(render);
  const link = linkHeader(addressOf(call), page, items.length);
  const body = options?.wrap?.(list, items.length) ?? list;
  return link === null ? { body } : { body, headers: { link } };
}

function addressOf({
  request,
  params,
  context,
  organization,
  repository,
}: Omit<Call, 'page'>): URL {
  const place = {
    ...(params['repo'] === undefined ? {} : { repository: repository() }),
    ...(params['org'] === undefined ? {} : { organization: organization() }),
  };
  const { apiUrl } = context.addresses();
  return new URL(`${apiUrl}${numericPath(request.url, place)}`);
}

function existing<Found>(found: Found | null): Found {
  if (found === null) throw notFound();
  return found;
}
