import type { AiMark } from '../timeline/events.ts';
import type { Confidence } from './account-table.ts';

type TextMark = {
  readonly tool: string;
  readonly confidence: Confidence;
  readonly pattern: RegExp;
};

/** Trailers and footers that AI tools write into commit messages. */
const trailers: readonly TextMark[] = [
  // Also on commits of other vendors' agents that GitHub runs.
  mark(
    'copilot-cloud-agent',
    /^Agent-Logs-Url: *https:\/\/github\.com\/[^/\s]+\/[^/\s]+\/sessions\/[\w-]+/m,
  ),
  mark('copilot', /^Copilot-Session: *[0-9a-f-]{36}/m),
  mark('claude-code', /^Claude-Session: *https:\/\/claude\.ai\/code\/session_\w+/m),
  mark('claude-code', /Generated with \[?Claude Code/),
  mark('cursor', /^Made-with: *Cursor/m),
  mark('amp', /^Amp-Thread-ID: *(https:\/\/ampcode\.com\/threads\/)?T-[0-9a-f-]+/m),
  mark('opencode', /Generated with \[opencode\]\(https:\/\/opencode\.ai\)/),
  mark('aider', /^aider: /m, 'medium'),
  mark('any', /^Assisted-by: *\S/m, 'low'),
];

/** Marks that AI tools leave in the body of a pull request. */
const bodyTexts: readonly TextMark[] = [
  mark('claude-code', /Generated with \[?Claude Code|^Co-Authored-By: Claude/im),
  mark('codex-cloud', /https:\/\/chatgpt\.com\/codex\/tasks\//),
  mark('devin', /Link to Devin|app\.devin\.ai\/sessions/),
  mark('jules', /PR created automatically by Jules for task/),
];

/** Prefixes of the branches that agents push; a person may choose or change most of them. */
const branches: readonly TextMark[] = [
  mark('copilot-cloud-agent', /^copilot\//),
  mark('codex', /^codex\//, 'medium'),
  mark('cursor', /^cursor\//, 'medium'),
  mark('claude', /^claude\//, 'medium'),
  mark('devin', /^devin\//, 'medium'),
  mark('sweep', /^sweep\//, 'medium'),
  mark('openhands', /^openhands/, 'low'),
];

const EVIDENCE_LENGTH = 80;

/** The AI trailers and footers in a commit message. */
export function trailerMarks(message: string): readonly AiMark[] {
  return marksIn(message, trailers, 'commit_trailer');
}

/** The AI marks in the body of a pull request; none in an empty body. */
export function bodyMarks(body: string | null): readonly AiMark[] {
  return marksIn(body ?? '', bodyTexts, 'body_mark');
}

/** The AI mark in the name of a head branch, without the owner before it; none without a name. */
export function branchMarks(headRef: string | null): readonly AiMark[] {
  return marksIn(headRef ?? '', branches, 'branch_prefix');
}

function marksIn(
  text: string,
  candidates: readonly TextMark[],
  signal: AiMark['signal'],
): readonly AiMark[] {
  return candidates.flatMap(({ tool, confidence, pattern }) => {
    const match = pattern.exec(text);
    if (match === null) return [];
    return [{ tool, signal, confidence, evidence: match[0].slice(0, EVIDENCE_LENGTH) }];
  });
}

function mark(tool: string, pattern: RegExp, confidence: Confidence = 'high'): TextMark {
  return { tool, confidence, pattern };
}
