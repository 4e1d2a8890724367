import {
  findLastSyncRuns,
  withOrganization,
  type OpenDatabase,
  type SyncRun,
  type Transaction,
} from '@uplift/db';
import { openTestStore } from '@uplift/db/testing';
import type { OrganizationStory, StoryAccount, StoryUsage } from '@uplift/simulated-github';

import type { SyncDeps } from '../sync/run-sync.ts';
import { listeningQueue } from './observed.ts';
import { openGitHub, type OpenGitHub } from './open-github.ts';

const account = (id: number, login: string): StoryAccount => ({ id, login, type: 'User' });
export const ann = account(1001, 'ann');
export const ben = account(1002, 'ben');
export const cat = account(1003, 'cat');

const since = new Date('2025-01-01T00:00:00Z');
export const apiRepository = { id: 7, fullName: 'acme/api' };

/** What somebody did with Copilot on a day. */
export const used = ({ id, login }: StoryAccount, day: string, prompts = 3): StoryUsage => ({
  day,
  id,
  login,
  counters: {
    user_initiated_interaction_count: prompts,
    code_generation_activity_count: 5,
    code_acceptance_activity_count: 2,
    loc_suggested_to_add_sum: 40,
    loc_suggested_to_delete_sum: 0,
    loc_added_sum: 12,
    loc_deleted_sum: 1,
  },
  used: { chat: true, agent: false, cli: false, cloudAgent: false },
});

/** An organisation of three people with one team and one repository. */
export const acmeStory: OrganizationStory = {
  organization: { id: 9, login: 'acme' },
  repositories: [apiRepository],
  people: [ann, ben, cat].map((person) => ({ ...person, from: since, to: null })),
  bots: [],
  teams: [
    {
      id: 50,
      slug: 'core',
      name: 'Core',
      members: [ann, ben].map(({ id, login }) => ({ id, login, from: '2025-01-01', to: null })),
    },
  ],
  pullRequests: [],
  seats: [ann, ben].map(({ id, login }) => ({
    id,
    login,
    grantedAt: new Date('2026-01-10T09:00:00Z'),
  })),
  usage: [],
};

/** A store, and a GitHub on whose one organisation our App is installed. */
export type SyncedOrganization = OpenGitHub & {
  readonly store: OpenDatabase;
  readonly organizationId: number;
  readonly deps: SyncDeps;
  /** What was rung for, in order. */
  readonly rung: string[];
  /** Looks at the rows of the organisation. */
  readonly within: <Found>(look: (tx: Transaction) => Promise<Found>) => Promise<Found>;
  readonly lastRun: (kind: SyncRun['kind']) => Promise<SyncRun | undefined>;
  readonly close: () => Promise<void>;
};

/** Opens both, at an instant. */
export async function openSyncedOrganization(
  dialect: OpenDatabase['dialect'],
  story: OrganizationStory,
  at: string,
): Promise<SyncedOrganization> {
  const store = await openTestStore(dialect);
  const opened = await openGitHub([story]);
  opened.setNow(new Date(at));
  const organizationId = await opened.install(store.db, story.organization.login);
  const { queue, rung } = listeningQueue();
  const { db } = store;
  return {
    ...opened,
    store,
    organizationId,
    rung,
    deps: { db, queue, now: opened.now, github: opened.connect(db) },
    within: (look) => withOrganization(db, organizationId, look),
    lastRun: async (kind) => {
      const runs = await withOrganization(db, organizationId, findLastSyncRuns);
      return runs.find((run) => run.kind === kind);
    },
    close: async () => {
      await opened.github.close();
      await store.close();
    },
  };
}
