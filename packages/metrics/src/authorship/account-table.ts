import type { AccountKind } from '../accounts.ts';

/** How sure a signal is: `high` is machine-written and seen in real data, `low` is ambiguous. */
export type Confidence = 'high' | 'medium' | 'low';

/** An automation known by name. */
export type KnownAccount = {
  readonly tool: string;
  readonly kind: Exclude<AccountKind, 'human'>;
  readonly confidence: Confidence;
  /** GitHub's numeric id, where known. */
  readonly githubId: number | null;
  /** Every login it wears: GitHub shows one account under different names by surface. */
  readonly logins: readonly string[];
};

type Row = readonly [
  tool: string,
  confidence: Confidence,
  githubId: number | null,
  ...logins: string[],
];

const agents: readonly Row[] = [
  ['copilot-cloud-agent', 'high', 198982749, 'copilot-swe-agent[bot]', 'Copilot'],
  ['copilot-code-review', 'high', 175728472, 'copilot-pull-request-reviewer[bot]', 'Copilot'],
  ['copilot-cli', 'medium', 223556219, 'Copilot'],
  ['claude-on-github', 'high', 242468646, 'anthropic-code-agent[bot]', 'Claude'],
  ['codex-on-github', 'high', 242516109, 'openai-code-agent[bot]', 'Codex'],
  ['claude-app', 'high', 209825114, 'claude[bot]'],
  ['claude-app', 'medium', 208546643, 'claude-code-action[bot]'],
  ['claude-app', 'medium', 215619710, 'anthropic-claude[bot]'],
  ['codex-cloud', 'high', 199175422, 'chatgpt-codex-connector[bot]'],
  ['codex', 'medium', 267193182],
  ['cursor', 'high', 206951365, 'cursor[bot]'],
  ['devin', 'high', 158243242, 'devin-ai-integration[bot]'],
  ['jules', 'high', null, 'google-labs-jules[bot]'],
  ['amazon-q', 'high', 208079219, 'amazon-q-developer[bot]'],
  ['codegen', 'high', null, 'codegen-sh[bot]'],
  ['sweep', 'medium', null, 'sweep-ai[bot]'],
  ['kiro', 'high', 244629292, 'kiro-agent'],
  ['cline', 'medium', 205137888, 'cline[bot]'],
  ['jetbrains-ai', 'medium', 220155983, 'jetbrains-ai[bot]'],
  ['openhands', 'medium', null, 'openhands-agent'],
  ['coderabbit', 'high', 136622811, 'coderabbitai[bot]'],
  ['gemini-code-assist', 'high', 176961590, 'gemini-code-assist[bot]'],
  ['ellipsis', 'high', null, 'ellipsis-dev[bot]'],
  ['greptile', 'high', null, 'greptile-apps[bot]'],
  ['entelligence', 'high', null, 'entelligence-ai-pr-reviews[bot]'],
  ['cubic', 'high', null, 'cubic-dev-ai[bot]'],
  ['graphite', 'high', null, 'graphite-app[bot]'],
  ['sourcery', 'high', null, 'sourcery-ai[bot]'],
  ['recurse', 'high', null, 'recurseml[bot]'],
  ['qodo', 'high', null, 'qodo-merge-for-open-source[bot]', 'qodo-merge[bot]'],
  ['baz', 'high', null, 'baz-reviewer[bot]'],
  ['propel', 'high', null, 'propel-code-bot[bot]'],
  ['wispbit', 'high', null, 'wispbit-ai[bot]'],
  ['windsurf', 'high', null, 'windsurf-bot[bot]'],
  ['seer', 'high', null, 'seer-by-sentry[bot]'],
];

const bots: readonly Row[] = [
  ['dependabot', 'high', 49699333, 'dependabot[bot]'],
  ['renovate', 'high', 29139614, 'renovate[bot]'],
  // It may carry AI work too, which then shows in the marks of its commits.
  ['github-actions', 'high', 41898282, 'github-actions[bot]'],
  ['github-advanced-security', 'high', null, 'github-advanced-security[bot]'],
  ['mergify', 'high', 37929162, 'mergify[bot]'],
];

/** The automations that Uplift knows by id or login; AI reviewers are AI agents. */
export const knownAccounts: readonly KnownAccount[] = [
  ...agents.map((row) => knownAccount(row, 'ai_agent')),
  ...bots.map((row) => knownAccount(row, 'bot')),
];

function knownAccount(row: Row, kind: KnownAccount['kind']): KnownAccount {
  const [tool, confidence, githubId, ...logins] = row;
  return { tool, kind, confidence, githubId, logins };
}
