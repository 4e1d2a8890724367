import { createRequire } from 'node:module';

import { describe, expect, it } from 'vitest';

import { deployedStory } from '../server/testing/deployed-story.ts';
import { january } from '../testing/small-story.ts';
import type { Shape } from '../testing/shapes.ts';
import { addShape, strangenesses } from '../testing/shapes.ts';
import { deliveriesOf } from './deliveries.ts';

type Published = { readonly name: string; readonly examples: readonly { action?: string }[] };

/** GitHub's published payloads. */
const published: readonly Published[] = createRequire(import.meta.url)(
  '@octokit/webhooks-examples',
);

const deliveries = [
  ...deliveriesOf(deployedStory, {
    from: january(1),
    to: january(31),
    secret: 'secret',
    installationId: 77,
    addresses: true,
    installedAt: january(1),
  }),
];

const kinds = [
  ...new Set(deliveries.map(({ event, action }) => `${event} ${action ?? ''}`.trim())),
];

/**
 * Known of GitHub but in no published example: an issue that is a pull request says so, and the
 * short pull request of a review comment says whether it is a draft (both are in the OpenAPI
 * description of the webhooks). So does an installation say which App it is of.
 */
const undisplayed: Readonly<Record<string, readonly string[]>> = {
  'installation created': ['.installation.app_slug'],
  'issue_comment created': [
    '.issue.pull_request',
    '.issue.pull_request.url',
    '.issue.pull_request.html_url',
    '.issue.pull_request.merged_at',
  ],
  'pull_request_review_comment created': ['.pull_request.draft', '.pull_request.auto_merge'],
};

/** Described since the examples were taken, and required now. */
const LATER = /\.has_discussions$/;

/** Objects that mean the same in every event, so that an example of any event is a witness. */
const shared = /^\.(organization|installation|team)\b/;

const everyEvent: Shape = new Map();
for (const example of published.flatMap(({ name, examples }) =>
  name === 'installation' ? [] : examples,
)) {
  addShape(example, everyEvent);
}

/** The shapes of an event's examples: of the action if there are any, else of all its actions. */
function shapeOf(event: string, action: string | undefined): Shape {
  const examples = published.find(({ name }) => name === event)?.examples ?? [];
  const same = examples.filter((example) => example.action === action);
  const shape: Shape = new Map();
  for (const example of same.length > 0 ? same : examples) addShape(example, shape);
  for (const [path, types] of everyEvent) {
    const isShared = shared.test(path) && event !== 'installation';
    if (isShared) shape.set(path, new Set([...(shape.get(path) ?? []), ...types]));
  }
  return shape;
}

describe('the payloads of the simulated GitHub', () => {
  it('cover every event and action that a receiver of pull requests and deployments hears', () => {
    expect(kinds.toSorted()).toStrictEqual([
      'deployment created',
      'deployment_status created',
      'installation created',
      'issue_comment created',
      'membership added',
      'membership removed',
      'organization member_added',
      'organization member_removed',
      'pull_request closed',
      'pull_request converted_to_draft',
      'pull_request opened',
      'pull_request ready_for_review',
      'pull_request reopened',
      'pull_request review_requested',
      'pull_request synchronize',
      'pull_request_review dismissed',
      'pull_request_review submitted',
      'pull_request_review_comment created',
      'push',
      'team created',
    ]);
  });

  it.each(kinds)('%s: has no key and no type that the published examples do not have', (kind) => {
    const [event = '', action] = kind.split(' ');
    const known = shapeOf(event, action);
    const told = deliveries.filter(
      (one) => one.event === event && (one.action ?? undefined) === action,
    );

    const strange = told.flatMap(({ body }) =>
      strangenesses(JSON.parse(body.toString()), known).filter((path) => !LATER.test(path)),
    );

    expect([...new Set(strange)]).toStrictEqual(undisplayed[kind] ?? []);
  });

  it('finds a key or a type that GitHub would not send', () => {
    const known = shapeOf('pull_request', 'opened');

    const strange = strangenesses({ action: 1, pull_request: { mergedBy: null } }, known);

    expect(strange).toStrictEqual(['.action: number', '.pull_request.mergedBy']);
  });
});
