import type { Actor } from '../accounts.ts';
import type { Authorship, AuthorshipEvidence } from '../facts.ts';
import { canonicalJson } from '../timeline/canonical-json.ts';
import type { AiMark, TimelineEvent } from '../timeline/events.ts';
import { findKnownAccount } from './classify-account.ts';
import { EDITOR_TRAILER_TOOL } from './commit-identities.ts';

export type Commit = Extract<TimelineEvent<Actor>, { kind: 'commit' }>;
export type AgentWork = Extract<TimelineEvent<Actor>, { kind: 'agent_work' }>;

/** What is known of who made a pull request. */
export type AuthorshipSource = {
  readonly author: Actor | null;
  readonly assignees: readonly Actor[];
  /** Each commit once, in a fixed order. */
  readonly commits: readonly Commit[];
  readonly agentWork: readonly AgentWork[];
  /** Marks of the body and of the head branch. */
  readonly marks: readonly AiMark[];
};

/**
 * Who wrote a pull request, as far as disclosed, with the evidence.
 *
 * - `bot`: another automation opened it;
 * - `agent`: an AI agent opened it, or wrote more than half of the commits known (its account, or a
 *   mark of high confidence in the author's place);
 * - `assisted`: any mark that stands alone, a branch prefix of at least medium confidence included;
 * - `unmarked`: nothing disclosed, or only what never stands alone. Absence proves nothing.
 */
export function gradeAuthorship(source: AuthorshipSource): {
  readonly authorship: Authorship;
  readonly evidence: readonly AuthorshipEvidence[];
} {
  const marks = [
    ...source.marks,
    ...source.commits.flatMap((commit) => commit.marks),
    ...source.agentWork.map((event) => agentWorkMark(event)),
  ];
  const account = accountEvidence(source.author);
  const majority = majorityEvidence(source.commits);
  return {
    authorship: grade(source, marks, majority.length > 0),
    evidence: distinct([...account, ...majority, ...marks]),
  };
}

/**
 * The person a pull request counts for: its author; of an AI agent's, the first person assigned,
 * else the first who wrote or co-authored a commit, else who asked the agent to work. `null` where
 * nobody is known, and for other bots.
 */
export function responsiblePerson(source: AuthorshipSource): Actor | null {
  const { author, assignees, commits, agentWork } = source;
  if (author?.kind === 'human') return author;
  if (author?.kind !== 'ai_agent') return null;

  const askers = agentWork.filter((event) => event.phase === 'started');
  const candidates = [
    ...assignees,
    ...commits.flatMap((commit) => commit.coAuthors),
    ...commits.map((commit) => commit.actor),
    ...askers.map((event) => event.actor),
  ];
  return candidates.find((candidate) => candidate?.kind === 'human') ?? null;
}

function grade(source: AuthorshipSource, marks: readonly AiMark[], wroteMost: boolean): Authorship {
  if (source.author?.kind === 'bot') return 'bot';
  if (source.author?.kind === 'ai_agent' || wroteMost) return 'agent';
  return marks.some((mark) => standsAlone(mark)) ? 'assisted' : 'unmarked';
}

function standsAlone(mark: AiMark): boolean {
  if (mark.tool === EDITOR_TRAILER_TOOL) return false;
  return mark.signal !== 'branch_prefix' || mark.confidence !== 'low';
}

function accountEvidence(author: Actor | null): readonly AuthorshipEvidence[] {
  if (author === null || author.kind === 'human') return [];
  const known = findKnownAccount({ githubId: null, login: author.login, type: 'Bot' });
  return [
    {
      tool: known?.tool ?? author.login,
      signal: 'author_account',
      confidence: known?.confidence ?? 'medium',
      evidence: author.login,
    },
  ];
}

function majorityEvidence(commits: readonly Commit[]): readonly AuthorshipEvidence[] {
  const tools = commits.flatMap((commit) => writingTool(commit));
  const [tool] = tools.toSorted(
    (a, b) => occurrences(tools, b) - occurrences(tools, a) || (a < b ? -1 : 1),
  );
  if (tool === undefined || tools.length * 2 <= commits.length) return [];

  const evidence = `${tools.length} of ${commits.length} commits`;
  return [{ tool, signal: 'commit_majority', confidence: 'high', evidence }];
}

/** The tool that authored a commit, or nothing where a person did or nobody tells. */
function writingTool(commit: Commit): readonly [string] | readonly [] {
  const mark = commit.marks.find(
    ({ signal, confidence }) => signal === 'commit_author' && confidence === 'high',
  );
  if (mark !== undefined) return [mark.tool];
  if (commit.actor?.kind !== 'ai_agent') return [];
  const { login } = commit.actor;
  return [findKnownAccount({ githubId: null, login, type: 'Bot' })?.tool ?? login];
}

function agentWorkMark(event: AgentWork): AiMark {
  return {
    tool: 'copilot-cloud-agent',
    signal: 'agent_work_event',
    confidence: 'high',
    evidence: `agent work ${event.phase}`,
  };
}

function occurrences(tools: readonly string[], tool: string): number {
  return tools.filter((each) => each === tool).length;
}

function distinct(evidence: readonly AuthorshipEvidence[]): readonly AuthorshipEvidence[] {
  const byText = new Map(evidence.map((each) => [canonicalJson(each), each]));
  return [...byText].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}
