import type { Interval } from '../rest/instants.ts';
import { secondOf } from '../rest/instants.ts';
import type { OrganizationStory, PullRequestStory } from '../story.ts';
import { withAddresses } from './addresses.ts';
import { deploymentMoments } from './deployment-messages.ts';
import type { TimedSource } from './merge.ts';
import { mergeAscending } from './merge.ts';
import type { Message, Scene } from './message.ts';
import { organizationMoments } from './organization-messages.ts';
import type { Moment } from './pull-request-messages.ts';
import { momentsOf } from './pull-request-messages.ts';
import type { Delivery, Sender } from './sign.ts';
import { signedDelivery } from './sign.ts';

/** Which deliveries to make, and in whose name. */
export type DeliveryOptions = Interval & {
  /** The webhook secret of the App. */
  readonly secret: string;
  readonly installationId: number;
  /** Whose webhook it is; {@link APP_ID} unless told. */
  readonly appId?: number;
  /** Tells the ids of this GitHub's deliveries from another's; `uplift` unless told. */
  readonly seed?: string;
  /** The events that the App subscribed to; all unless told. */
  readonly events?: readonly string[];
  /**
   * Adds the dozens of addresses that GitHub repeats in every account and repository and that
   * hardly anybody reads, so that bodies have GitHub's size; left out unless told.
   */
  readonly addresses?: boolean;
  /** Tells of the App's installation at this instant, if it lies in the interval. */
  readonly installedAt?: Date;
};

/**
 * All webhooks that a story causes in `[from, to)`, ascending by time and signed, made one at a
 * time. The same story, seed and secret give the same bytes, and an interval cut in two gives the
 * same deliveries as the whole.
 *
 * @throws {RangeError} if the pull requests or deployments are not ascending
 */
export function* deliveriesOf(
  story: OrganizationStory,
  options: DeliveryOptions,
): Generator<Delivery> {
  const { secret, installationId, seed = 'uplift', addresses = false, appId } = options;
  const app = appId === undefined ? {} : { appId };
  const sender: Sender = { secret, seed, installationId, ...app };
  for (const message of messagesOf(story, options)) {
    yield signedDelivery(addresses ? addressed(message) : message, sender);
  }
}

function addressed(message: Message): Message {
  return { ...message, payload: withAddresses(message.payload) };
}

function* messagesOf(story: OrganizationStory, options: DeliveryOptions): Generator<Message> {
  const { installationId, events } = options;
  const scene: Scene = { organization: story.organization, installationId };
  for (const moment of momentsWithin(story, scene, options)) {
    for (const message of moment.messages()) {
      if (events === undefined || events.includes(message.event)) yield message;
    }
  }
}

function* momentsWithin(
  story: OrganizationStory,
  scene: Scene,
  options: DeliveryOptions,
): Generator<Moment> {
  const organization = organizationMoments(story, scene, options.installedAt ?? null);
  const sources = sourcesOf(story, scene, organization);
  for (const moment of mergeAscending(sources)) {
    if (moment.at >= options.to.getTime()) return;
    if (moment.at >= options.from.getTime()) yield moment;
  }
}

function* sourcesOf(
  story: OrganizationStory,
  scene: Scene,
  organization: readonly Moment[],
): Generator<TimedSource<Moment>> {
  yield { startsAt: -Infinity, items: organization.values() };
  yield { startsAt: -Infinity, items: momentsOfDeployments(story, scene) };
  for (const pullRequest of story.pullRequests) {
    yield sourceOf(pullRequest, scene);
  }
}

function momentsOfDeployments(
  { deployments = [] }: OrganizationStory,
  scene: Scene,
): Generator<Moment> {
  return mergeAscending(
    deployments.map((deployment) => ({
      startsAt: secondOf(deployment.createdAt),
      items: deploymentMoments(deployment, scene),
    })),
  );
}

function sourceOf(story: PullRequestStory, scene: Scene): TimedSource<Moment> {
  return { startsAt: secondOf(story.openedAt), items: momentsOf(story, scene) };
}
