import type { Router } from 'express';

import { deploymentAt, deploymentStatusOf, statusesUntil } from '../../rest/deployments.ts';
import type { StoryDeployment } from '../../story.ts';
import type { ServerContext } from '../context.ts';
import type { Call } from '../http/call.ts';
import { notFound } from '../http/errors.ts';
import { createRoutes } from '../http/routes.ts';

const DEPLOYMENTS = '/repos/:owner/:repo/deployments';
const reading = { method: 'get', permission: 'deployments' } as const;

/** Deployments and their statuses, newest first. */
export function deploymentRoutes(context: ServerContext): Router {
  const { router, on } = createRoutes(context);
  on({ ...reading, path: DEPLOYMENTS }, (call) => {
    const rename = renaming(call);
    const list = call.repository().deployments.list(call.at);
    return call.page(matching(list, call), (one) => deploymentAt(rename(one), call.at));
  });
  on({ ...reading, path: `${DEPLOYMENTS}/:id` }, (call) => ({
    body: deploymentAt(renaming(call)(deploymentOf(call)), call.at),
  }));
  on({ ...reading, path: `${DEPLOYMENTS}/:id/statuses` }, (call) => {
    const deployment = renaming(call)(deploymentOf(call));
    const statuses = statusesUntil(deployment, call.at).toReversed();
    return call.page(statuses, (status) => deploymentStatusOf(status, deployment));
  });
  return router;
}

function deploymentOf(call: Call): StoryDeployment {
  const found = call.repository().deployments.get(call.id('id'), call.at);
  if (found === null) throw notFound();
  return found;
}

function renaming(call: Call): (deployment: StoryDeployment) => StoryDeployment {
  const repository = call.context.state.storyRepositoryOf(call.repository());
  return (deployment) => ({ ...deployment, repository });
}

function matching(deployments: readonly StoryDeployment[], call: Call): readonly StoryDeployment[] {
  const keys = ['environment', 'sha', 'ref'] as const;
  const asked = keys.flatMap((key) => {
    const value = call.query(key);
    return value === undefined ? [] : [{ key, value }];
  });
  if (asked.length === 0) return deployments;
  return deployments.filter((one) => asked.every(({ key, value }) => one[key] === value));
}
