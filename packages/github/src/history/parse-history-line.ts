import { isShallow, maxJsonDepth } from '../shapes/text.ts';
import { copilotSeatLine, copilotUserDayLine } from './copilot-lines.ts';
import { deliveryLine } from './delivery-line.ts';
import { type HistoryLine, type LineReader, skipped } from './history-line.ts';
import { adoptionLine, organizationLine, repositoryLine } from './organization-lines.ts';
import { teamLine, teamMembershipLine } from './organization-lines.ts';
import {
  commitLine,
  issueCommentLine,
  pullRequestLine,
  reviewCommentLine,
  reviewLine,
} from './pull-request-lines.ts';
import { timelineLine } from './timeline-line.ts';

const readers: ReadonlyMap<unknown, LineReader> = new Map([
  ['organization', organizationLine],
  ['repository', repositoryLine],
  ['pull_request', pullRequestLine],
  ['commit', commitLine],
  ['review', reviewLine],
  ['review_comment', reviewCommentLine],
  ['issue_comment', issueCommentLine],
  ['timeline_event', timelineLine],
  ['team', teamLine],
  ['team_membership', teamMembershipLine],
  ['copilot_seat', copilotSeatLine],
  ['copilot_user_day', copilotUserDayLine],
  ['adoption', adoptionLine],
  ['delivery', deliveryLine],
]);

/** Undefined where the text is not JSON; JSON itself has no such value. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Reads one line of a history file: a JSON object of a known `kind`, its `data` in GitHub's REST
 * shape. Never throws: a line that cannot be read is `skipped` with a stable code and a detail that
 * names the wrong fields without their content. Fields that are not read may be anything.
 *
 * Pure: the same line gives the same observations, in the very words in which webhooks speak.
 */
export function parseHistoryLine(text: string): HistoryLine {
  const line = jsonOf(text);
  if (line === undefined) return skipped('not_json', 'the line is not JSON');
  if (typeof line !== 'object' || line === null || Array.isArray(line)) {
    return skipped('not_an_object', 'the line is JSON, but not an object');
  }
  if (!isShallow(line)) return skipped('too_deep', `nested deeper than ${maxJsonDepth} levels`);

  const kind: unknown = 'kind' in line ? line.kind : undefined;
  const reader = readers.get(kind);
  if (reader === undefined || typeof kind !== 'string') {
    return skipped('unknown_kind', `expected one of ${[...readers.keys()].join(', ')}`);
  }
  return reader(kind, line);
}
