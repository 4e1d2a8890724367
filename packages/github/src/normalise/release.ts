import { z } from 'zod';

import { repositoryRef } from '../shapes/places.ts';
import { githubId, instant, text } from '../shapes/primitives.ts';
import { type Normaliser, observed, organizationOf } from './normaliser.ts';
import { readPayload, repositoryContext } from './normaliser.ts';

const shape = z.object({
  ...repositoryContext,
  release: z.object({
    id: githubId,
    tag_name: text(500),
    draft: z.boolean().nullish(),
    prerelease: z.boolean().nullish(),
    published_at: instant.nullish(),
  }),
});

/** `release`: published, still a draft (no time of publishing), or gone. */
export const release: Normaliser = {
  actions: ['published', 'released', 'prereleased', 'created', 'edited', 'deleted', 'unpublished'],
  normalise({ action, payload }) {
    const read = readPayload('release', shape, payload);
    const { release: found, repository } = read;
    return observed(organizationOf('release', read), [
      {
        kind: 'release',
        repository: repositoryRef(repository),
        releaseId: found.id,
        tag: found.tag_name,
        publishedAt: found.draft === true ? null : (found.published_at ?? null),
        prerelease: found.prerelease === true,
        ...(action === 'deleted' ? { removed: true } : {}),
      },
    ]);
  },
};
