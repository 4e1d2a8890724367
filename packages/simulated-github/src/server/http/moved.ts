import type { Request } from 'express';

import { canSee } from '../access/sight.ts';
import type { ServerContext } from '../context.ts';
import { numericPath } from './numeric-addresses.ts';
import type { Reply } from './reply.ts';

/** The 301 to the numeric address, if a repository is called by a name that it has no longer. */
export function goneElsewhere(request: Request, context: ServerContext): Reply | null {
  const { owner, repo } = request.params;
  if (typeof owner !== 'string' || typeof repo !== 'string') return null;
  const found = context.state.repositoryByName(owner, repo);
  if (found === null || !found.moved) return null;
  const { repository } = found;
  if (!canSee(context.callers.of(request), repository, context.state)) return null;
  const url = `${context.addresses().apiUrl}${numericPath(request.originalUrl, { repository })}`;
  const documentation_url =
    'https://docs.github.com/rest/guides/best-practices-for-using-the-rest-api#follow-redirects';
  return {
    status: 301,
    headers: { location: url },
    body: { message: 'Moved Permanently', url, documentation_url },
  };
}
