import type { Message } from '../../deliveries/message.ts';
import { secondOf, timestamp } from '../../rest/instants.ts';
import { enterpriseOf } from '../../rest/installations.ts';
import { shortRepositoryOf } from '../../rest/repositories.ts';
import { ownerOf, userOf } from '../../rest/users.ts';
import type { StoryAccount } from '../../story.ts';
import { storyOrganizationOf } from '../http/call.ts';
import { restInstallation, selectionOf } from '../rest/app-routes.ts';
import type { AppRecord, InstallationRecord } from '../state/records.ts';
import type { SimulatedGitHubState } from '../state/state.ts';

/** Who does something with an App, and when. */
export type Deed = {
  readonly state: SimulatedGitHubState;
  readonly installation: InstallationRecord;
  /** The person who does it; null for the organisation itself. */
  readonly by: StoryAccount | null;
  /** Tells it from the same deed done again. */
  readonly serial: number;
};

/** What happens to an installation as a whole. */
type InstallationAction =
  | 'created'
  | 'deleted'
  | 'suspend'
  | 'unsuspend'
  | 'new_permissions_accepted';

/** The `installation` webhook. */
export function installationMessage(action: InstallationAction, deed: Deed): Message {
  const { state, installation } = deed;
  const repositories = chosenRepositories(installation, state);
  const requester = action === 'created' ? { requester: null } : {};
  return messageOf('installation', { action, repositories, ...requester }, deed);
}

/** The `installation_repositories` webhook, of repositories that came or went. */
export function selectionMessage(
  action: 'added' | 'removed',
  ids: readonly number[],
  deed: Deed,
): Message {
  const told = ids.flatMap((id) => repositoryBy(id, deed.state));
  return messageOf(
    'installation_repositories',
    {
      action,
      repositories_added: action === 'added' ? told : [],
      repositories_removed: action === 'removed' ? told : [],
      repository_selection: selectionOf(deed.installation),
      requester: null,
    },
    deed,
  );
}

/** The `ping` webhook of an App that has got an address for webhooks. */
export function pingMessage(app: AppRecord, state: SimulatedGitHubState): Message {
  const at = state.clock();
  const payload = {
    zen: 'Keep it logically awesome.',
    hook_id: HOOK_ID,
    hook: {
      type: 'App',
      id: HOOK_ID,
      name: 'web',
      active: true,
      events: app.events,
      config: { content_type: 'json', insecure_ssl: '0', secret: '********', url: app.webhookUrl },
      updated_at: timestamp(at),
      created_at: timestamp(at),
      app_id: app.id,
      deliveries_url: 'https://api.github.com/app/hook/deliveries',
    },
  };
  return { event: 'ping', key: `ping/${app.id}/${at.getTime()}`, at, repositoryId: null, payload };
}

const HOOK_ID = 500_001;

type What = { readonly action: string } & Readonly<Record<string, unknown>>;

function messageOf(event: string, what: What, deed: Deed): Message {
  const { state, installation, by, serial } = deed;
  const at = state.clock();
  const told = restInstallation(installation, state);
  const roof = state.enterpriseById(installation.enterpriseId);
  const enterprise = roof === null ? {} : { enterprise: enterpriseOf(roof) };
  const payload = {
    ...what,
    installation: {
      ...told,
      created_at: secondsOf(installation.createdAt),
      updated_at: secondsOf(installation.suspendedAt ?? installation.createdAt),
    },
    ...enterprise,
    sender: by === null ? senderOf(installation, state) : userOf(by),
  };
  const key = `${event}/${what.action}/${installation.id}/${at.getTime()}/${serial}`;
  return { event, key, at, repositoryId: null, payload };
}

/** In webhooks an installation's times are seconds since the epoch, not text. */
function secondsOf(at: Date): number {
  return secondOf(at) / 1000;
}

/** The organisation itself, or of an enterprise the first owner of its first organisation. */
function senderOf(
  { organizationId, enterpriseId }: InstallationRecord,
  state: SimulatedGitHubState,
) {
  const organization = state.organizationById(organizationId);
  if (organization !== null) return ownerOf(storyOrganizationOf(organization));
  const [first = null] = state.enterpriseById(enterpriseId)?.organizationIds ?? [];
  const [owner] = state.organizationById(first)?.members.values() ?? [];
  return userOf(owner?.account ?? { id: 10137, login: 'ghost', type: 'User' });
}

function chosenRepositories(installation: InstallationRecord, state: SimulatedGitHubState) {
  const { repositoryIds, organizationId } = installation;
  return state
    .repositoriesOf(organizationId)
    .filter(({ id }) => repositoryIds?.has(id) ?? true)
    .map((one) => shortRepositoryOf(state.storyRepositoryOf(one)));
}

function repositoryBy(id: number, state: SimulatedGitHubState) {
  const repository = state.repositoryById(id);
  return repository === null ? [] : [shortRepositoryOf(state.storyRepositoryOf(repository))];
}
