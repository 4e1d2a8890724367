import type { Message } from '../../deliveries/message.ts';
import type { Delivery } from '../../deliveries/sign.ts';
import { signaturesOf, signedDelivery } from '../../deliveries/sign.ts';
import { withAddresses } from '../../deliveries/addresses.ts';
import type { AttemptOutcome, DeliveryLog } from '../../delivery-log.ts';
import type { SendCounts } from '../../send.ts';
import { sendDeliveries } from '../../send.ts';
import type { AppRecord } from '../state/records.ts';
import type { SimulatedGitHubState } from '../state/state.ts';
import type { Arrival, Disturbances } from './arrivals.ts';
import type { HookAttempt, HookLog } from './hook-log.ts';
import { createHookLog } from './hook-log.ts';
import { createStoryTeller } from './story-teller.ts';

/** How this GitHub sends webhooks. */
export type DeliverySettings = {
  readonly disturbances?: Disturbances;
  /** Attempts under way at once; 8 unless told. */
  readonly concurrency?: number;
  /** How long a receiver may take, in milliseconds; 10,000 unless told. */
  readonly timeoutMs?: number;
  /** How long attempts are remembered, in days of the story; 3 unless told. */
  readonly retentionDays?: number;
  /** Whether bodies have all of GitHub's addresses and its size; small ones are made faster. */
  readonly addresses?: boolean;
};

/** The webhooks of all Apps. */
export type Deliveries = {
  /**
   * Sends, to every App with a webhook, what the stories cause from where it stopped (or from the
   * App's installation) to the story's present, and waits for the answers.
   */
  readonly catchUp: () => Promise<SendCounts>;
  /** Catches up again and again, every so many milliseconds, until the returned function is called. */
  readonly follow: (everyMs: number) => () => Promise<void>;
  /** Tells the story again from an instant on, under the GUIDs it was told with before. */
  readonly rewind: (to: Date) => void;
  readonly disturb: (disturbances: Disturbances) => void;
  /** Sends one message of an App, now and undisturbed. */
  readonly tell: (app: AppRecord, installationId: number, message: Message) => void;
  /** Sends an attempt's delivery again, now: under its GUID, as a new attempt. */
  readonly redeliver: (attempt: HookAttempt) => void;
  /** Resolves when nothing is under way. */
  readonly settled: () => Promise<void>;
  /** Stops all following, and waits for what is under way. */
  readonly close: () => Promise<void>;
  /** What was attempted for an App in the last days, newest first. */
  readonly attempts: HookLog['attempts'];
  readonly find: HookLog['find'];
};

/** What sending depends on. */
export type DelivererDeps = {
  readonly state: SimulatedGitHubState;
  readonly seed: string;
  readonly settings: DeliverySettings;
};

/** GitHub's larger events are not delivered at all. */
const LARGEST_BODY = 25 * 1024 * 1024;

const RETENTION_DAYS = 3;

/** A sender to which nothing has happened yet. */
export function createDeliveries(deps: DelivererDeps): Deliveries {
  const { state, seed, settings } = deps;
  const { retentionDays = RETENTION_DAYS, addresses = true } = settings;
  let { disturbances = {} } = settings;
  const log = createHookLog({ clock: state.clock, retentionDays });
  const post = posterOf(log, deps);
  const teller = createStoryTeller({ state, seed, addresses, disturbances: () => disturbances });
  const { afterwards, settled } = createTurns();
  const catchUp = () =>
    afterwards(async () => {
      const all = { sent: 0, accepted: 0, failed: 0 };
      for (const { app, arrivals } of teller.due()) add(all, await post(app, arrivals, false));
      return all;
    });
  const { follow, unfollow } = createFollowing(catchUp);
  return {
    catchUp,
    settled,
    follow,
    close: async () => {
      await unfollow();
      await settled();
    },
    rewind: teller.rewind,
    disturb: (next) => {
      disturbances = next;
    },
    ...messengerOf((app, arrival, isRedelivery) => {
      void afterwards(() => post(app, [arrival], isRedelivery));
    }, deps),
    attempts: log.attempts,
    find: log.find,
  };
}

type SendOne = (app: AppRecord, arrival: Arrival, isRedelivery: boolean) => void;

function messengerOf(
  send: SendOne,
  { state, seed }: DelivererDeps,
): Pick<Deliveries, 'tell' | 'redeliver'> {
  const arriving = (delivery: Delivery): Arrival => {
    const atMs = state.clock().getTime();
    return { delivery, atMs, throttledAt: null, isDropped: false };
  };
  return {
    tell: (app, installationId, message) => {
      const payload = withAddresses(message.payload);
      const sender = { secret: app.webhookSecret, seed, installationId, appId: app.id };
      send(app, arriving(signedDelivery({ ...message, payload }, sender)), false);
    },
    redeliver: ({ appId, delivery }) => {
      const app = state.appBy(appId);
      if (app !== null) send(app, arriving(delivery), true);
    },
  };
}

type Turns = {
  readonly afterwards: <Result>(work: () => Promise<Result>) => Promise<Result>;
  readonly settled: () => Promise<void>;
};

/** One after the other, so that two who catch up do not tell the same. */
function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return {
    afterwards: (work) => {
      const result = last.then(work);
      last = result.catch(() => undefined);
      return result;
    },
    settled: async () => {
      await last;
    },
  };
}

type Post = (
  app: AppRecord,
  arrivals: Iterable<Arrival>,
  isRedelivery: boolean,
) => Promise<SendCounts>;

/** Sends arrivals to an App's address, signed by its present secret, and writes attempts down. */
function posterOf(log: HookLog, { settings }: DelivererDeps): Post {
  const { concurrency = 8, timeoutMs = 10_000 } = settings;
  return async (app, arrivals, isRedelivery) => {
    const url = app.webhookUrl;
    if (url === null) return { sent: 0, accepted: 0, failed: 0 };
    const arrivalOf = new WeakMap<Delivery, Arrival>();
    const counts = { sent: 0, accepted: 0, failed: 0 };
    const record = (outcome: AttemptOutcome): void => {
      const { atMs = 0, throttledAt = null } = arrivalOf.get(outcome.delivery) ?? {};
      const at = new Date(atMs);
      log.add({ ...outcome, isRedelivery, appId: app.id, url, at, throttledAt });
    };
    function* sendable(): Generator<Delivery> {
      for (const arrival of arrivals) {
        const delivery = signedAnew(arrival.delivery, app);
        arrivalOf.set(delivery, arrival);
        if (delivery.body.length > LARGEST_BODY) continue;
        if (!arrival.isDropped) {
          yield delivery;
          continue;
        }
        add(counts, { sent: 1, accepted: 0, failed: 1 });
        record({ delivery, answer: NOT_SENT, durationSeconds: 0, isRedelivery });
      }
    }
    const options = { url, concurrency, timeoutMs, log: { ...UNREAD, record } };
    return add(counts, await sendDeliveries({ ...options, deliveries: sendable() }));
  };
}

const NOT_SENT = { statusCode: 0, status: 'failed to connect to host' } as const;

const UNREAD: Omit<DeliveryLog, 'record'> = { attempts: () => [], missed: () => [] };

function signedAnew(delivery: Delivery, { webhookSecret }: AppRecord): Delivery {
  const signatures = signaturesOf(delivery.body, webhookSecret);
  return { ...delivery, headers: { ...delivery.headers, ...signatures } };
}

type Counts = { -readonly [Key in keyof SendCounts]: SendCounts[Key] };

function add(sum: Counts, more: SendCounts): Counts {
  sum.sent += more.sent;
  sum.accepted += more.accepted;
  sum.failed += more.failed;
  return sum;
}

function createFollowing(catchUp: () => Promise<unknown>) {
  const stops: (() => Promise<void>)[] = [];
  const follow = (everyMs: number): (() => Promise<void>) => {
    let underWay: Promise<unknown> | null = null;
    const timer = setInterval(() => {
      underWay ??= catchUp().finally(() => {
        underWay = null;
      });
    }, everyMs);
    const stop = async (): Promise<void> => {
      clearInterval(timer);
      await underWay;
    };
    stops.push(stop);
    return stop;
  };
  const unfollow = async (): Promise<void> => {
    await Promise.all(stops.map((stop) => stop()));
  };
  return { follow, unfollow };
}
