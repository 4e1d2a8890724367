import { nodeId } from '../../../rest/node-id.ts';
import type { StoryAccount } from '../../../story.ts';
import { belongsTo, canSee } from '../../access/sight.ts';
import { timestamp } from '../../../rest/instants.ts';
import { failure } from '../failure.ts';
import { readGlobalId } from '../global-id.ts';
import type { Scene } from '../scene.ts';
import { demand } from '../scene.ts';
import { accountView } from './actors.ts';
import { deploymentView } from './deployment.ts';
import { organizationView, teamView } from './organization.ts';
import { pullView } from './pull-request.ts';
import { repositoryView } from './repository.ts';

type RepositoryArguments = {
  readonly owner: string;
  readonly name: string;
  readonly followRenames: boolean;
};

/** Where every query begins. */
export function queryView(scene: Scene) {
  return {
    viewer: () => viewerView(scene),
    rateLimit: () => rateView(scene),
    repository: (args: RepositoryArguments) => repositoryNamed(args, scene),
    organization: ({ login }: { readonly login: string }) => {
      const found = scene.state.organizationByLogin(login);
      if (found !== null) return organizationView(found, scene);
      const message = `Could not resolve to an Organization with the login of '${login}'.`;
      throw failure('NOT_FOUND', message);
    },
    node: ({ id }: { readonly id: string }) => nodeNamed(id, scene),
    nodes: ({ ids }: { readonly ids: readonly string[] }) =>
      ids.map((id) => nodeOrError(id, scene)),
  };
}

/** An App sees itself as a bot would be called, in the shape of a person. */
function viewerView({ caller, state }: Scene) {
  if (caller.kind === 'user') return accountView(caller.account);
  const app = caller.kind === 'installation' ? state.appBy(caller.installation.appId) : null;
  const bot: StoryAccount = { id: app?.id ?? 0, login: `${app?.slug ?? ''}[bot]`, type: 'Bot' };
  return { ...accountView(bot), __typename: 'User', login: bot.login, id: nodeId('BOT', bot.id) };
}

/** Null where limits are switched off, as on GitHub Enterprise Server. */
function rateView({ rate, price }: Scene) {
  const { limit, used, remaining, reset } = rate;
  if (!Number.isFinite(limit)) return null;
  return { ...price, limit, used, remaining, resetAt: timestamp(new Date(reset * 1000)) };
}

function repositoryNamed({ owner, name, followRenames }: RepositoryArguments, scene: Scene) {
  const place = scene.state.repositoryByName(owner, name);
  const isThere = place !== null && canSee(scene.caller, place.repository, scene.state);
  if (!isThere || (place.moved && !followRenames)) {
    const message = `Could not resolve to a Repository with the name '${owner}/${name}'.`;
    throw failure('NOT_FOUND', message);
  }
  return repositoryView(place.repository, scene);
}

/** In a list of nodes an error stands in the place of the one that is not there. */
function nodeOrError(id: string, scene: Scene): object {
  try {
    return nodeNamed(id, scene);
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}

/** @throws {GraphQLError} `NOT_FOUND` if there is no such thing, or the caller may not see it */
function nodeNamed(id: string, scene: Scene): object {
  const { prefix = '', ids = [] } = readGlobalId(id) ?? {};
  const view = viewers[prefix]?.(ids, scene) ?? null;
  if (view === null) {
    throw failure('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
  }
  return view;
}

type Viewer = (ids: readonly number[], scene: Scene) => object | null;

const viewers: Readonly<Record<string, Viewer>> = {
  R: ([id = 0], scene) => {
    const repository = seen(id, scene);
    return repository === null ? null : repositoryView(repository, scene);
  },
  PR: ([repositoryId = 0, id = 0], scene) => {
    const repository = seen(repositoryId, scene);
    const story = repository?.pulls.byId(id, scene.at) ?? null;
    if (repository === null || story === null) return null;
    demand('pull_requests', scene);
    scene.effort.take('pull request', 1);
    return pullView(story, repository, scene);
  },
  DE: ([repositoryId = 0, id = 0], scene) => {
    const deployment = seen(repositoryId, scene)?.deployments.get(id, scene.at) ?? null;
    if (deployment === null) return null;
    demand('deployments', scene);
    return deploymentView(deployment, scene);
  },
  O: ([id = 0], scene) => {
    const organization = scene.state.organizationById(id);
    return organization === null ? null : organizationView(organization, scene);
  },
  T: ([id = 0], scene) => {
    const { state, caller } = scene;
    const holder = state.organizations().find(({ teams }) => teams.has(id));
    const team = holder && state.teamsOf(holder).find((one) => one.id === id);
    if (!holder || !team || !belongsTo(caller, holder, state)) return null;
    demand('members', scene);
    return teamView(team, holder, scene);
  },
  U: accountOfId,
  BOT: accountOfId,
  M: accountOfId,
};

function accountOfId([id = 0]: readonly number[], { state }: Scene): object | null {
  const account = state.accountById(id);
  return account === null ? null : accountView(account);
}

function seen(id: number, { state, caller }: Scene) {
  const repository = state.repositoryById(id);
  return repository !== null && canSee(caller, repository, state) ? repository : null;
}
