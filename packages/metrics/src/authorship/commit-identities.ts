import type { Confidence } from './account-table.ts';

/** Where in a commit an identity may stand as evidence. */
export type IdentityPlace = 'author' | 'committer' | 'co_author';

/** A name or address under which an AI tool signs commits. */
export type CommitIdentity = {
  readonly tool: string;
  readonly confidence: Confidence;
  readonly places: readonly IdentityPlace[];
  /** Matched against the whole address, in lower case. */
  readonly email?: RegExp;
  /** Matched against the display name. */
  readonly name?: RegExp;
};

/**
 * The tool name of the trailer `copilot@github.com`. Editors of late April 2026 (1.117 and 1.118)
 * added it by default, also to commits written by hand, until the default was taken back: it never
 * suffices alone.
 */
export const EDITOR_TRAILER_TOOL = 'copilot-vscode-trailer';

const everywhere = ['author', 'committer', 'co_author'] as const;
const signed = ['author', 'co_author'] as const;
const author = ['author'] as const;
const coAuthor = ['co_author'] as const;

/** Identities of AI tools in commits; the first that matches counts. */
export const commitIdentities: readonly CommitIdentity[] = [
  identity('copilot-cloud-agent', 'high', everywhere, noreply(198982749, 'copilot')),
  identity('copilot-cli', 'medium', coAuthor, noreply(223556219, 'copilot')),
  // A person who takes over a suggestion of Copilot's review: assistance, not agent authorship.
  identity('copilot-assist', 'low', coAuthor, noreply(175728472, 'copilot')),
  identity(EDITOR_TRAILER_TOOL, 'low', coAuthor, exactly('copilot@github.com')),
  identity('claude-code', 'high', everywhere, exactly('noreply@anthropic.com')),
  identity('claude-on-github', 'high', signed, noreply(242468646, 'claude')),
  identity('claude-app', 'high', signed, botNoreply('claude')),
  identity('codex', 'high', signed, exactly('codex@openai.com')),
  {
    ...identity('codex', 'medium', coAuthor, exactly('noreply@openai.com')),
    name: /^codex\b/i,
  },
  identity('codex-on-github', 'high', signed, noreply(242516109, 'codex')),
  identity('codex', 'medium', signed, noreply(267193182, 'codex')),
  identity('cursor', 'high', signed, exactly('cursoragent@cursor.com')),
  identity('cursor', 'medium', author, exactly('agent@cursor.com')),
  identity('cursor', 'high', signed, botNoreply('cursor')),
  identity('devin', 'high', signed, botNoreply('devin-ai-integration')),
  identity('jules', 'high', signed, botNoreply('google-labs-jules')),
  identity('kiro', 'high', signed, noreply(244629292, 'kiro-agent')),
  identity('aider', 'high', coAuthor, exactly('noreply@aider.chat')),
  { tool: 'aider', confidence: 'high', places: ['author', 'committer'], name: /\(aider\)$/ },
  identity('amp', 'high', coAuthor, exactly('amp@ampcode.com')),
  identity('openhands', 'high', signed, exactly('openhands@all-hands.dev')),
  identity('opencode', 'high', coAuthor, exactly('noreply@opencode.ai')),
  identity('gemini', 'low', author, exactly('gemini@google.com')),
];

/** The AI identity behind a signature at a place of a commit, or `null`. */
export function findIdentity(
  signature: { readonly name: string | null; readonly email: string | null },
  place: IdentityPlace,
): CommitIdentity | null {
  const email = signature.email?.toLowerCase() ?? '';
  const name = signature.name ?? '';
  const found = commitIdentities.find(
    (candidate) =>
      candidate.places.includes(place) &&
      (candidate.email?.test(email) ?? true) &&
      (candidate.name?.test(name) ?? true),
  );
  return found ?? null;
}

function identity(
  tool: string,
  confidence: Confidence,
  ...[places, email]: [places: readonly IdentityPlace[], email: RegExp]
): CommitIdentity {
  return { tool, confidence, places, email };
}

function exactly(email: string): RegExp {
  return new RegExp(`^${escaped(email)}$`);
}

function noreply(githubId: number, login: string): RegExp {
  return exactly(`${githubId}+${login}@users.noreply.github.com`);
}

function botNoreply(slug: string): RegExp {
  return new RegExp(`^(\\d+\\+)?${escaped(slug)}\\[bot\\]@users\\.noreply\\.github\\.com$`);
}

function escaped(text: string): string {
  return text.replaceAll(/[.+[\]]/g, String.raw`\$&`);
}
