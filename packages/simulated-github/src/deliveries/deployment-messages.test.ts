import { describe, expect, it } from 'vitest';

import { deployedStory } from '../server/testing/deployed-story.ts';
import { january } from '../testing/small-story.ts';
import { deliveriesOf } from './deliveries.ts';

/** Deployments and their statuses, with the instant of each. */
function told(story = deployedStory, from = january(1), to = january(31)): readonly string[] {
  const options = { from, to, secret: 'secret', installationId: 77 };
  return [...deliveriesOf(story, options)].flatMap(({ event, at, body }) => {
    if (!event.startsWith('deployment')) return [];
    const { deployment, deployment_status: status } = JSON.parse(body.toString());
    return [`${at.toISOString().slice(11, 19)} ${deployment.id} ${status?.state ?? 'created'}`];
  });
}

describe('deployments in webhooks', () => {
  it('are told when they are created and with each status, in the order of time', () => {
    expect(told()).toStrictEqual([
      '09:00:00 60 created',
      '09:01:00 60 in_progress',
      '09:05:00 60 failure',
      '10:00:00 61 created',
      '10:01:00 61 in_progress',
      '10:04:00 61 success',
    ]);
  });

  it('are told within an interval only', () => {
    expect(told(deployedStory, january(8, '09:01:00'), january(8, '10:00:00'))).toStrictEqual([
      '09:01:00 60 in_progress',
      '09:05:00 60 failure',
    ]);
  });

  it('are not told to be inactive', () => {
    const [first] = deployedStory.deployments ?? [];
    if (first === undefined) throw new Error('there is no deployment');
    const inactive = { id: 602, state: 'inactive' as const, at: january(9) };
    const replaced = { ...first, statuses: [...first.statuses, inactive] };

    expect(told({ ...deployedStory, deployments: [replaced] })).toStrictEqual([
      '09:00:00 60 created',
      '09:01:00 60 in_progress',
      '09:05:00 60 failure',
    ]);
  });
});
