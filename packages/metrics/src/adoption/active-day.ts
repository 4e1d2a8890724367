import { type WayOfWorking, waysOfWorking } from '../observations.ts';

/** A row of the Copilot user report as GitHub gave it: one person, one day. */
export type CopilotUserDayRow = Readonly<Record<string, unknown>>;

const counters = [
  'user_initiated_interaction_count',
  'code_generation_activity_count',
  'code_acceptance_activity_count',
  'loc_suggested_to_add_sum',
  'loc_suggested_to_delete_sum',
  'loc_added_sum',
  'loc_deleted_sum',
] as const;

/**
 * Assigned by opening a pull request and not chosen: were it counted as use, the outcome would
 * enter the treatment.
 */
const PASSIVE_REVIEW = 'used_copilot_code_review_passive';

/**
 * Whether the person used Copilot that day: one of the seven counters is above zero, or a kind of
 * use that one chooses is reported. The mere presence of a row, and passive code review, are no use.
 */
export function activeDay(row: CopilotUserDayRow): boolean {
  if (hasActivity(row)) return true;
  return Object.keys(row).some(
    (key) => key.startsWith('used_') && key !== PASSIVE_REVIEW && row[key] === true,
  );
}

/** The ways of working with Copilot that the person chose that day, in the order of the language. */
export function waysOfWorkingOn(row: CopilotUserDayRow): readonly WayOfWorking[] {
  const features = activeFeatures(row);
  const used = (...flags: readonly string[]): boolean => flags.some((flag) => row[flag] === true);
  const seen = {
    completion: features.has('code_completion'),
    chat: used('used_chat') || [...features].some((feature) => isChat(feature)),
    agent_mode:
      used('used_agent', 'used_vscode_agent') ||
      features.has(AGENT_CHAT) ||
      features.has('agent_edit'),
    cli: used('used_cli') || features.has('copilot_cli'),
    cloud_agent: used('used_copilot_cloud_agent', 'used_copilot_coding_agent'),
    code_review: used('used_copilot_code_review_active'),
  } as const satisfies Record<WayOfWorking, boolean>;
  return waysOfWorking.filter((way) => seen[way]);
}

const AGENT_CHAT = 'chat_panel_agent_mode';

function isChat(feature: string): boolean {
  return feature.startsWith('chat_') && feature !== AGENT_CHAT;
}

function activeFeatures(row: CopilotUserDayRow): ReadonlySet<string> {
  const totals: unknown = row['totals_by_feature'];
  if (!Array.isArray(totals)) return new Set();
  const active = totals.flatMap((total: unknown) =>
    isRow(total) && hasActivity(total) && typeof total['feature'] === 'string'
      ? [total['feature']]
      : [],
  );
  return new Set(active);
}

function hasActivity(row: CopilotUserDayRow): boolean {
  return counters.some((counter) => {
    const count = row[counter];
    return typeof count === 'number' && count > 0;
  });
}

function isRow(value: unknown): value is CopilotUserDayRow {
  return typeof value === 'object' && value !== null;
}
