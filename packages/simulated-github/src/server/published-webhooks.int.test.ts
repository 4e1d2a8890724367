import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { OrganizationStory } from '../story.ts';
import { readPublishedSchema } from '../testing/published-schema.ts';
import { ada, january, smallStory } from '../testing/small-story.ts';
import { deployedStory } from './testing/deployed-story.ts';
import { openTestServer } from './testing/open-server.ts';
import type { TestServer } from './testing/open-server.ts';
import { openTestReceiver } from './testing/receiver.ts';
import type { TestReceiver } from './testing/receiver.ts';

const published = readPublishedSchema();

const EVENTS = [
  'deployment',
  'deployment_status',
  'issue_comment',
  'member',
  'membership',
  'organization',
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  'push',
  'release',
  'repository',
  'team',
];

const bits: OrganizationStory = {
  ...smallStory,
  organization: { id: 10, login: 'bits' },
  repositories: [{ id: 70, fullName: 'bits/parts', archived: true }],
  teams: [],
  pullRequests: [],
};

/** All that this GitHub sends. */
const KINDS = [
  'deployment created',
  'deployment_status created',
  'installation created',
  'installation deleted',
  'installation new_permissions_accepted',
  'installation suspend',
  'installation unsuspend',
  'installation_repositories added',
  'installation_repositories removed',
  'installation_target renamed',
  'issue_comment created',
  'member added',
  'member removed',
  'membership added',
  'membership removed',
  'organization member_added',
  'organization member_removed',
  'organization renamed',
  'ping',
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
  'release created',
  'release prereleased',
  'release published',
  'release released',
  'repository archived',
  'repository created',
  'repository deleted',
  'repository privatized',
  'repository publicized',
  'repository renamed',
  'repository transferred',
  'repository unarchived',
  'team created',
  'team deleted',
  'team edited',
];

let receiver: TestReceiver;
let server: TestServer;
let heard: readonly Heard[] = [];

type Heard = { readonly event: string; readonly action: string | null; readonly payload: Payload };
type Payload = Readonly<Record<string, unknown>>;

beforeAll(async () => {
  receiver = await openTestReceiver();
  const app = { webhookUrl: receiver.url, events: EVENTS };
  server = await openTestServer({ organizations: [deployedStory, bits], app });
  await everythingHappens(server);
  heard = receiver.received.map(({ event, body }) => {
    const payload: Payload = JSON.parse(body);
    const { action } = payload;
    return { event, action: typeof action === 'string' ? action : null, payload };
  });
});

afterAll(async () => {
  await server.github.close();
  await receiver.close();
});

/** The story is told, and owners do all that they can. */
async function everythingHappens({ github }: TestServer): Promise<void> {
  const { deliveries, state } = github;
  deliveries.rewind(january(1));
  await deliveries.catchUp();
  ownersAct(github);
  const [first] = state.installations();
  state.addEnterprise({ id: 77, slug: 'acme-group', organizationIds: [9] });
  const other = await github.apps.register({ name: 'Other', ownerId: 9, webhookUrl: receiver.url });
  const above = github.apps.install({ appId: other.id, enterpriseId: 77 }, ada);
  const id = first?.id ?? 0;
  github.apps.suspend(id);
  github.apps.suspend(id, false);
  github.apps.select(id, []);
  github.apps.select(id, null);
  github.apps.acceptPermissions(id, { metadata: 'read' });
  github.apps.uninstall(above.id);
  github.apps.uninstall(id);
  await deliveries.settled();
}

function ownersAct({ owners }: TestServer['github']): void {
  owners.addRepository(9, { id: 20, name: 'fresh' });
  owners.renameRepository(20, 'fresher');
  owners.archiveRepository(20);
  owners.archiveRepository(20, false);
  owners.publicizeRepository(20);
  owners.publicizeRepository(20, false);
  owners.addCollaborator(20, ada);
  owners.removeCollaborator(20, ada);
  owners.publishRelease(20, { id: 900, tag: 'v1', by: ada });
  owners.publishRelease(20, { id: 901, tag: 'v2-rc', by: ada, prerelease: true });
  owners.transferRepository(20, 10);
  owners.deleteRepository(20);
  owners.createTeam(9, { id: 30, slug: 'core', name: 'Core', parentId: null, members: [] });
  owners.renameTeam(30, { slug: 'kernel', name: 'Kernel' });
  owners.addTeamMember(30, ada);
  owners.removeTeamMember(30, ada.id);
  owners.deleteTeam(30);
  owners.renameOrganization(10, 'pieces');
}

/** Where GitHub's description contradicts GitHub's own payloads. */
const contradictions: readonly (readonly [departure: RegExp, why: string])[] = [
  [
    /^installation\S* \w+ \.installation\.(created|updated)_at: must be string$/,
    'the times of an installation are seconds since the epoch',
  ],
  [
    /^installation\S* \w+ \+\.installation\.permissions\.\w+_copilot_\w+$/,
    'permissions of Copilot are real, and not all are described',
  ],
  [
    /^deployment_status created \.deployment_status\.\w+_url: must match format "uri"$/,
    'an address of a deployment that is not there is an empty text',
  ],
];

describe('what GitHub publishes of its webhooks', () => {
  it('describes every payload, but for known contradictions', () => {
    const found = heard.flatMap(({ event, action, payload }) =>
      published
        .inWebhook(event, action, payload)
        .map((departure) => `${event} ${action ?? ''} ${departure}`),
    );

    const unknown = found.filter((one) => !contradictions.some(([known]) => known.test(one)));
    const idle = contradictions.filter(([known]) => !found.some((one) => known.test(one)));
    expect([...new Set(unknown)]).toStrictEqual([]);
    expect(idle).toStrictEqual([]);
  });

  it('has been held against every webhook that there is here', () => {
    const kinds = new Set(heard.map(({ event, action }) => `${event} ${action ?? ''}`.trim()));

    expect(kinds).toStrictEqual(new Set(KINDS));
  });
});
