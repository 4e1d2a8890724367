import { deliveriesOf } from '../../deliveries/deliveries.ts';
import type { Delivery } from '../../deliveries/sign.ts';
import { secondOf } from '../../rest/instants.ts';
import type { AppRecord, InstallationRecord, OrganizationRecord } from '../state/records.ts';
import type { SimulatedGitHubState } from '../state/state.ts';
import type { Arrival, ArrivalQueue, Disturbances } from './arrivals.ts';
import { arrivalsOf, createArrivalQueue } from './arrivals.ts';
import { presentStory } from './present-story.ts';

/** What an App shall be told next. */
type DueArrivals = { readonly app: AppRecord; readonly arrivals: Iterable<Arrival> };

/** Remembers for every installation how far the story was told. */
export type StoryTeller = {
  /** What arrives by now, an installation at a time; each is drawn from the story while read. */
  readonly due: () => Iterable<DueArrivals>;
  readonly rewind: (to: Date) => void;
};

/** What telling depends on. */
export type StoryTellerDeps = {
  readonly state: SimulatedGitHubState;
  readonly seed: string;
  readonly addresses: boolean;
  readonly disturbances: () => Disturbances;
};

type Bookmark = { from: Date; readonly onTheWay: ArrivalQueue };

/** A teller that has told nothing. */
export function createStoryTeller(deps: StoryTellerDeps): StoryTeller {
  const { state } = deps;
  const bookmarks = new Map<number, Bookmark>();
  const bookmarkOf = ({ id, createdAt }: InstallationRecord): Bookmark => {
    const known = bookmarks.get(id) ?? { from: createdAt, onTheWay: createArrivalQueue() };
    bookmarks.set(id, known);
    return known;
  };
  return {
    *due() {
      for (const installation of state.installations()) {
        const app = state.appBy(installation.appId);
        const organization = state.organizationById(installation.organizationId);
        if (app === null || organization === null) continue;
        const scene = { app, installation, organization };
        yield { app, arrivals: arrivalsUntilNow(scene, bookmarkOf(installation), deps) };
      }
    },
    rewind: (to) => {
      for (const installation of state.installations()) bookmarkOf(installation).from = to;
    },
  };
}

type TellingScene = {
  readonly app: AppRecord;
  readonly installation: InstallationRecord;
  readonly organization: OrganizationRecord;
};

/** Whoever listens slowly hears all the same: `to` is fixed when the first is asked for. */
function* arrivalsUntilNow(
  scene: TellingScene,
  bookmark: Bookmark,
  { state, seed, addresses, disturbances }: StoryTellerDeps,
): Generator<Arrival> {
  const { app, installation, organization } = scene;
  const now = state.clock();
  // The second of the clock has come, so what happened within it has happened.
  const to = new Date(secondOf(now) + 1000);
  const { from, onTheWay } = bookmark;
  if (from < to) bookmark.from = to;
  const story = presentStory(organization, state, from);
  const secret = app.webhookSecret;
  const options = { from, to, secret, seed, appId: app.id, installationId: installation.id };
  for (const delivery of deliveriesOf(story, { ...options, addresses })) {
    if (!isHeard(delivery, installation)) continue;
    yield* onTheWay.take(delivery.at.getTime() - 1);
    onTheWay.add(arrivalsOf(delivery, disturbances(), seed));
  }
  yield* onTheWay.take(now.getTime());
}

/** An installation hears what it listens to, of its repositories, while it is not suspended. */
function isHeard(delivery: Delivery, installation: InstallationRecord): boolean {
  const { events, repositoryIds, suspendedAt } = installation;
  const { repositoryId } = delivery;
  if (!events.includes(delivery.event)) return false;
  if (suspendedAt !== null && delivery.at >= suspendedAt) return false;
  return repositoryId === null || repositoryIds === null || repositoryIds.has(repositoryId);
}
