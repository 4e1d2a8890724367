import type { AuditList, CreatedToken, Token, TokenList, TokenRequest } from '@uplift/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';

import { ask } from './ask.ts';
import { organizationPath } from './directory.ts';
import { readerOf } from './reader.ts';

const Role = z.enum(['admin', 'manager', 'champion', 'member']);
const Action = z.enum(['change', 'role', 'token', 'export', 'session']);

const token = {
  id: z.number(),
  name: z.string(),
  role: Role,
  everywhere: z.boolean(),
  createdAt: z.string(),
  expiresAt: z.nullable(z.string()),
  lastUsedAt: z.nullable(z.string()),
};
const TokenShape = readerOf<Token>()(z.object(token));
const CreatedShape = readerOf<CreatedToken>()(z.object({ ...token, secret: z.string() }));
const TokensShape = readerOf<TokenList>()(z.object({ items: z.array(TokenShape) }));
const AuditShape = readerOf<AuditList>()(
  z.object({
    items: z.array(
      z.object({
        id: z.number(),
        at: z.string(),
        action: Action,
        what: z.string(),
        before: z.json(),
        after: z.json(),
        actor: z.object({ name: z.string(), kind: z.enum(['token', 'session']), role: Role }),
      }),
    ),
    nextCursor: z.nullable(z.string()),
  }),
);

/** A token without its secret. */
export type TokenRow = z.output<typeof TokenShape>;
/** A token that was just made, with its secret. */
export type NewToken = z.output<typeof CreatedShape>;
/** Something that somebody did. */
export type AuditEntry = z.output<typeof AuditShape>['items'][number];
export type AuditAction = z.output<typeof Action>;

/** The tokens of an organisation; the first two hundred. */
export function tokensQuery(org: string) {
  return queryOptions({
    queryKey: ['tokens', org],
    queryFn: async ({ signal }) => {
      const path = `${organizationPath(org)}/tokens`;
      return (await ask({ path, parameters: { limit: '200' }, signal }, TokensShape)).items;
    },
  });
}

/** Makes a token. */
export function createToken(org: string, body: TokenRequest): Promise<NewToken> {
  const path = `${organizationPath(org)}/tokens`;
  return ask({ path, wish: { method: 'POST', body } }, CreatedShape);
}

/** Ends a token. */
export function revokeToken(org: string, id: number): Promise<TokenRow> {
  const path = `${organizationPath(org)}/tokens/${id}/revoke`;
  return ask({ path, wish: { method: 'POST' } }, TokenShape);
}

/** Which entries are looked for. */
export type AuditFilter = { readonly action: AuditAction | null; readonly text: string };

/** The log, newest first, page by page. */
export function auditQuery(org: string, { action, text }: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: ['audit', org, action, text],
    staleTime: 0,
    initialPageParam: '',
    getNextPageParam: (page: z.output<typeof AuditShape>) => page.nextCursor,
    queryFn: ({ signal, pageParam }) => {
      const path = `${organizationPath(org)}/audit`;
      const cursor = pageParam === '' ? undefined : pageParam;
      const wanted = text === '' ? undefined : text;
      const parameters = { limit: '25', cursor, action: action ?? undefined, text: wanted };
      return ask({ path, parameters, signal }, AuditShape);
    },
  });
}
