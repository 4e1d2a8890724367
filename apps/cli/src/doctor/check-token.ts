import { createTokenClient, isGitHubError, readViewer } from '@uplift/github/client';

import { gitHubConnection } from '../composition/github.ts';
import { failed, ok, type Check } from '../operations/check.ts';
import type { Settings } from '../settings.ts';

const ID = 'github-token';

/** Whether GITHUB_TOKEN is good for anything; null if it is not set. */
export async function checkToken(settings: Settings): Promise<Check | null> {
  const { token } = settings.github;
  if (token === null) return null;
  try {
    const client = createTokenClient({ ...gitHubConnection(settings), token });
    const { login } = await readViewer({}, { github: client });
    return ok(ID, `GITHUB_TOKEN reads as ${login}`);
  } catch (error) {
    if (!isGitHubError(error)) throw error;
    const advice =
      error.kind === 'unauthorized'
        ? 'it has expired or was revoked: set another, or unset it'
        : 'try again later, or see that GITHUB_URL and GITHUB_API_URL are right';
    return failed(ID, error.message, advice);
  }
}
