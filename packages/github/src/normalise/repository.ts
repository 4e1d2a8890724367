import type { OrganizationObservations, RepositoryRef } from '@uplift/metrics';
import { z } from 'zod';

import { organizationShape, repositoryObservation, repositoryRef } from '../shapes/places.ts';
import { type Normaliser, observed, organizationOf } from './normaliser.ts';
import { readPayload, repositoryContext } from './normaliser.ts';

const shape = z.object({
  ...repositoryContext,
  changes: z
    .object({
      owner: z
        .object({
          from: z
            .object({
              organization: organizationShape.nullish(),
              user: organizationShape.nullish(),
            })
            .nullish(),
        })
        .nullish(),
    })
    .nullish(),
});

type Payload = z.output<typeof shape>;

/** After a transfer the former owner has the repository no more. It keeps its id and its name. */
function leftBehind({ repository, changes }: Payload): readonly OrganizationObservations[] {
  const from = changes?.owner?.from;
  const former = from?.organization ?? from?.user;
  if (!former) return [];
  const { githubId, fullName } = repositoryRef(repository);
  const name = fullName.slice(fullName.indexOf('/') + 1);
  const before: RepositoryRef = { githubId, fullName: `${former.login}/${name}` };
  const observations = [{ kind: 'repository', repository: before, removed: true } as const];
  return [{ organization: former, observations }];
}

/** Whether it is out of reach after it: whoever it was given to has it, also if it had left before. */
const removedBy: Readonly<Record<string, boolean>> = { deleted: true, transferred: false };

/** `repository`: its name, its state, its owner. */
export const repository: Normaliser = {
  actions: [
    'created',
    'renamed',
    'transferred',
    'archived',
    'unarchived',
    'deleted',
    'privatized',
    'publicized',
    'edited',
  ],
  normalise({ action, payload }) {
    const read = readPayload('repository', shape, payload);
    const removed = removedBy[action];
    const organization = organizationOf('repository', read);
    const observations = [repositoryObservation(read.repository, removed)];
    const former = action === 'transferred' ? leftBehind(read) : [];
    return { outcome: 'observations', groups: [...former, { organization, observations }] };
  },
};

/** `member`: who may push to a repository is not measured; the repository is seen. */
export const member: Normaliser = {
  actions: ['added', 'edited', 'removed'],
  normalise({ payload }) {
    const read = readPayload('member', z.object(repositoryContext), payload);
    return observed(organizationOf('member', read), [repositoryObservation(read.repository)]);
  },
};
