import type { Observation, RepositoryRef } from '@uplift/metrics';
import { z } from 'zod';

import { repositoryRef } from '../shapes/places.ts';
import { githubId, instant, name, text } from '../shapes/primitives.ts';
import { type Normaliser, observed, organizationOf } from './normaliser.ts';
import { readPayload, repositoryContext } from './normaliser.ts';

const deploymentShape = z.object({
  id: githubId,
  sha: name(64),
  ref: text(500).nullish(),
  environment: text(255).nullish(),
  created_at: instant,
});

const deploymentPayload = z.object({ ...repositoryContext, deployment: deploymentShape });

const statusPayload = deploymentPayload.extend({
  deployment_status: z.object({ id: githubId.nullish(), state: name(50), created_at: instant }),
});

/** GitHub's own default, where the payload names no environment. */
const defaultEnvironment = 'production';

function deploymentObservation(
  repository: RepositoryRef,
  read: z.output<typeof deploymentShape>,
): Observation {
  return {
    kind: 'deployment',
    repository,
    deploymentId: read.id,
    sha: read.sha,
    ref: read.ref ?? read.sha,
    environment: read.environment ?? defaultEnvironment,
    createdAt: read.created_at,
  };
}

/** `deployment`: a commit is on its way to an environment. */
export const deployment: Normaliser = {
  actions: ['created'],
  normalise({ payload }) {
    const read = readPayload('deployment', deploymentPayload, payload);
    const repository = repositoryRef(read.repository);
    return observed(organizationOf('deployment', read), [
      deploymentObservation(repository, read.deployment),
    ]);
  },
};

/** `deployment_status`: how it went. The deployment comes along, so none is missed. */
export const deploymentStatus: Normaliser = {
  actions: ['created'],
  normalise({ payload }) {
    const read = readPayload('deployment_status', statusPayload, payload);
    const repository = repositoryRef(read.repository);
    const { id: statusId, state, created_at: createdAt } = read.deployment_status;
    const deploymentId = read.deployment.id;
    return observed(organizationOf('deployment_status', read), [
      deploymentObservation(repository, read.deployment),
      {
        kind: 'deployment_status',
        repository,
        deploymentId,
        statusId: statusId ?? null,
        state: state.toLowerCase(),
        createdAt,
      },
    ]);
  },
};
