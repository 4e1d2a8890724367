import type { Observation, RepositoryRef } from '@uplift/metrics';
import { z } from 'zod';

import { repositoryObservation, repositoryRef } from '../shapes/places.ts';
import { dayOf, instant, login } from '../shapes/primitives.ts';
import { type Normaliser, observed, organizationOf } from './normaliser.ts';
import { readPayload, repositoryContext } from './normaliser.ts';

const commit = z.object({
  timestamp: instant.nullish(),
  author: z.object({ username: login.nullish() }).nullish(),
});

const shape = z.object({ ...repositoryContext, commits: z.array(commit).nullish() });

type Commit = z.output<typeof commit>;

/** Each author once a day. Authors without an account are nobody that we know. */
function activity(repository: RepositoryRef, commits: readonly Commit[]): readonly Observation[] {
  const seen = new Map<string, Observation>();
  for (const { author, timestamp } of commits) {
    const username = author?.username;
    if (typeof username !== 'string' || !(timestamp instanceof Date)) continue;
    const day = dayOf(timestamp);
    const actor = { githubId: null, login: username, type: null };
    seen.set(`${day} ${username.toLowerCase()}`, { kind: 'activity', repository, actor, day });
  }
  return [...seen.values()];
}

/** `push`, to any branch: the presence of the commits' authors, and the repository. */
export const push: Normaliser = {
  actions: null,
  normalise({ payload }) {
    const read = readPayload('push', shape, payload);
    return observed(organizationOf('push', read), [
      repositoryObservation(read.repository),
      ...activity(repositoryRef(read.repository), read.commits ?? []),
    ]);
  },
};
