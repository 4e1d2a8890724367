import {
  PageQuery,
  TokenPath,
  TokenRequest,
  type CreatedToken,
  type Token,
  type TokenList,
} from '@uplift/contracts';
import {
  createAccessToken,
  findTokenOf,
  findTokens,
  removeToken,
  withOrganization,
  type TokenRow,
} from '@uplift/db';
import { DAY_MILLISECONDS } from '@uplift/metrics';
import express, { Router, type Request } from 'express';

import type { ApiDeps } from '../deps.ts';
import { organizationOf } from '../directory/organization-of.ts';
import { pageById, readIdCursor } from '../http/cursor.ts';
import { parse } from '../http/parse.ts';
import { ProblemError } from '../http/problem.ts';
import { requireJson } from '../http/require-json.ts';
import { accessOf, requireRole } from './authenticate.ts';
import { noteChange } from './note-change.ts';

/** Tokens of an organisation: seen, made and ended by its administrators. */
export function tokenRoutes(deps: ApiDeps): Router {
  const router = Router();
  router.get('/organizations/:org/tokens', async (request, response) => {
    const { limit, cursor } = parse(PageQuery, request.query, 'query');
    const after = readIdCursor(cursor);
    const { id: organizationId } = await organizationOf(request, deps);
    requireRole(request, ['admin']);
    const asked = { organizationId, after, limit: limit + 1, now: deps.now() };
    response.json(pageById(await findTokens(deps.db, asked), limit, toToken) satisfies TokenList);
  });

  router.post(
    '/organizations/:org/tokens',
    express.json({ limit: '4kb' }),
    async (request, response) => {
      const { id } = await organizationOf(request, deps);
      requireRole(request, ['admin']);
      requireJson(request);
      const wish = parse(TokenRequest, request.body, 'body');
      const created = await createToken(wish, id, { deps, request });
      response.status(201).set('Cache-Control', 'no-store').json(created);
    },
  );

  router.post('/organizations/:org/tokens/:id/revoke', async (request, response) => {
    const { id } = parse(TokenPath, request.params, 'path');
    const { id: organizationId } = await organizationOf(request, deps);
    requireRole(request, ['admin']);
    const ended = await endToken({ id, organizationId }, { deps, request });
    response.json(toToken(ended) satisfies Token);
  });
  return router;
}

type Asked = { readonly deps: ApiDeps; readonly request: Request };

/** Never for more than the one organisation, whoever asks. */
function createToken(
  { name, role, days }: TokenRequest,
  organizationId: number,
  { deps, request }: Asked,
): Promise<CreatedToken> {
  const at = deps.now().getTime();
  const expiresAt = days === null ? null : new Date(at + days * DAY_MILLISECONDS);
  return deps.db.transaction(async (tx) => {
    const asked = { kind: 'token', name, role, organizationId, expiresAt } as const;
    const secret = await createAccessToken(tx, asked);
    const token = await findTokenOf(tx, { secret, organizationId });
    if (token === null) throw new Error('a token that was just made is not there');
    const after = { role, expiresAt: expiresAt?.toISOString() ?? null };
    const what = `token "${name}" made`;
    const noted = { action: 'token', what, organizationId, before: null, after } as const;
    await withOrganization(tx, organizationId, (inner) =>
      noteChange(request, { ...deps, tx: inner }, noted),
    );
    return { ...toToken(token), secret };
  });
}

/** @throws {ProblemError} 404 unless it is a token of those that whoever asks administers */
function endToken(
  { id, organizationId }: { readonly id: number; readonly organizationId: number },
  { deps, request }: Asked,
): Promise<TokenRow> {
  return deps.db.transaction(async (tx) => {
    const orEverywhere = accessOf(request).organizationId === null;
    const token = await removeToken(tx, { id, organizationId, orEverywhere });
    if (token === null) {
      throw new ProblemError({ status: 404, detail: `the organisation has no token ${id}` });
    }
    const what = `token "${token.name}" revoked`;
    const before = { role: token.role };
    const noted = { action: 'token', what, organizationId, before, after: null } as const;
    await withOrganization(tx, organizationId, (inner) =>
      noteChange(request, { ...deps, tx: inner }, noted),
    );
    return token;
  });
}

function toToken({ organizationId, createdAt, expiresAt, lastUsedAt, ...rest }: TokenRow): Token {
  return {
    ...rest,
    everywhere: organizationId === null,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
