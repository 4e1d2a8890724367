import type { Router } from 'express';

import { timestamp } from '../../rest/instants.ts';
import { userOf } from '../../rest/users.ts';
import type { StoryAccount } from '../../story.ts';
import type { ServerContext } from '../context.ts';
import { notFound } from '../http/errors.ts';
import { createRoutes } from '../http/routes.ts';

/** Every account is older than the story. */
const CREATED_AT = new Date('2014-01-01T00:00:00Z');

/** People and bots, by login; by id through `/user/ID`. */
export function userRoutes(context: ServerContext): Router {
  const { router, on } = createRoutes(context);
  on({ method: 'get', path: '/users/:username', callers: 'anyone' }, ({ params }) => {
    const account = context.state.accountByLogin(params['username'] ?? '');
    if (account === null) throw notFound();
    return { body: restProfile(account) };
  });
  return router;
}

/** An account's public page, on which nothing is filled in. */
export function restProfile(account: StoryAccount) {
  return {
    ...userOf(account),
    name: null,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: timestamp(CREATED_AT),
    updated_at: timestamp(CREATED_AT),
  };
}
