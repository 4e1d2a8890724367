import type { Observation } from '@uplift/metrics';
import { z } from 'zod';

import { organizationShape, repositoryObservation, repositoryShape } from '../shapes/places.ts';
import { githubId } from '../shapes/primitives.ts';
import { type Normaliser, observed, readPayload } from './normaliser.ts';

const repositories = z.array(repositoryShape).nullish();

const installationShape = z.object({ id: githubId, account: organizationShape });

/** Enterprises have no repositories; that the App came there is seen when GitHub is asked. */
const ofEnterprise = z.object({
  installation: z.object({
    account: z.object({ slug: z.string(), login: z.undefined().optional() }),
  }),
});

const shape = z.object({ installation: installationShape, repositories });

const repositoriesShape = z.object({
  installation: installationShape,
  repositories_added: repositories,
  repositories_removed: repositories,
});

const statusAfter = {
  created: 'active',
  deleted: 'removed',
  suspend: 'suspended',
  unsuspend: 'active',
  new_permissions_accepted: 'active',
} as const;

/** Whether the repositories that the action lists are in reach after it; undefined: as before. */
const removedBy: Readonly<Record<string, boolean>> = { created: false, deleted: true };

/** `installation`: the App came, went or rests, with the repositories that it may see. */
export const installation: Normaliser = {
  actions: Object.keys(statusAfter),
  normalise({ action, payload }) {
    if (ofEnterprise.safeParse(payload).success) {
      return { outcome: 'ignored', reason: 'the App is installed at an enterprise' };
    }
    const read = readPayload('installation', shape, payload);
    const statuses = new Map(Object.entries(statusAfter));
    const status = statuses.get(action) ?? 'active';
    const { id: installationId, account } = read.installation;
    const listed = read.repositories ?? [];
    return observed(account, [
      { kind: 'organization', organization: account },
      { kind: 'installation', installationId, status },
      ...listed.map((repository) => repositoryObservation(repository, removedBy[action])),
    ]);
  },
};

/** `installation_repositories`: repositories came into the App's reach or left it. */
export const installationRepositories: Normaliser = {
  actions: ['added', 'removed'],
  normalise({ payload }) {
    const read = readPayload('installation_repositories', repositoriesShape, payload);
    const observations: Observation[] = [
      ...(read.repositories_removed ?? []).map((one) => repositoryObservation(one, true)),
      ...(read.repositories_added ?? []).map((one) => repositoryObservation(one, false)),
    ];
    return observed(read.installation.account, observations);
  },
};
