import { dependencies, things, verbs } from './names.ts';
import type { Plan } from './pull-request-plan.ts';
import type { Random } from './random.ts';

/** What a pull request says of itself. */
export type Wording = {
  readonly title: string;
  readonly body: string;
  readonly headRef: string;
  /** Closing lines of its commit messages: disclosed help, where there was any. */
  readonly trailer: string;
};

/** Title and number of the pull request that is taken back. */
export type Reverted = { readonly number: number; readonly title: string };

const DISCLOSED_SHARE = 0.15;

/** Trailers as tools leave them, with the mark that they leave in the body. */
const disclosures = [
  { trailer: 'Co-authored-by: Copilot <223556219+Copilot@users.noreply.github.com>', mark: '' },
  {
    trailer: 'Co-Authored-By: Claude <noreply@anthropic.com>',
    mark: '🤖 Generated with [Claude Code](https://claude.com/claude-code)',
  },
] as const;

const none = { trailer: '', mark: '' } as const;

/** Puts a plan into words, as its kind of author would. */
export function wordingOf(
  plan: Plan,
  { random, reverted }: { readonly random: Random; readonly reverted: Reverted | null },
): Wording {
  if (plan.kind === 'dependency') return dependencyWording(random);
  const title = `${random.pick(verbs)} ${random.pick(things)}`;
  if (plan.kind === 'agent') return agentWording(title, plan);
  if (reverted !== null) return revertWording(reverted, plan);

  const disclosed = random.chance(DISCLOSED_SHARE) && plan.adopted;
  const { mark, trailer } = disclosed ? random.pick(disclosures) : none;
  const described = random.chance(0.7) ? `${title}, as discussed in planning.` : '';
  return {
    title,
    body: [described, mark].filter((part) => part !== '').join('\n\n'),
    headRef: `${plan.developer.account.login}/${slugOf(title)}`,
    trailer,
  };
}

function dependencyWording(random: Random): Wording {
  const name = random.pick(dependencies);
  const [major, minor] = [random.integer(1, 9), random.integer(1, 30)];
  const to = `${major}.${minor}.0`;
  return {
    title: `Bump ${name} from ${major}.${minor - 1}.0 to ${to}`,
    body: `Bumps ${name} to ${to}.`,
    headRef: `dependabot/npm_and_yarn/${name}-${to}`,
    trailer: '',
  };
}

function agentWording(title: string, { developer }: Plan): Wording {
  const { id, login } = developer.account;
  return {
    title,
    body: `${title}. Asked for by @${login}.`,
    headRef: `copilot/${slugOf(title)}`,
    trailer: `Co-authored-by: ${login} <${id}+${login}@users.noreply.github.com>`,
  };
}

function revertWording({ number, title }: Reverted, { repository }: Plan): Wording {
  return {
    title: `Revert "${title}"`,
    body: `Reverts ${repository.fullName}#${number}`,
    headRef: `revert-${number}-${slugOf(title)}`,
    trailer: '',
  };
}

function slugOf(title: string): string {
  return title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}
