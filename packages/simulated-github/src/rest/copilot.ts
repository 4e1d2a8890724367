import type { OrganizationStory, StoryCounters, StorySeat, StoryUsage } from '../story.ts';
import { timestamp } from './instants.ts';
import { accountOf } from './teams.ts';
import { userOf } from './users.ts';

/** GitHub forgets the last activity of a seat after 90 days. */
const ACTIVITY_KEPT_MS = 90 * 86_400_000;

/** A seat as `GET /orgs/{org}/copilot/billing/seats` lists it. */
export type RestSeat = ReturnType<typeof seatOf>;

/** A row of the `users-1-day` report. */
export type UserDayRow = ReturnType<typeof userDayRow>;

/**
 * A Copilot seat.
 *
 * @param lastActivityAt - the holder's last use up to `at`, null if none is known
 * @param at - when the seat is looked at; a use more than 90 days before is forgotten
 */
export function seatOf(seat: StorySeat, lastActivityAt: Date | null, at: Date) {
  const kept =
    lastActivityAt !== null && at.getTime() - lastActivityAt.getTime() <= ACTIVITY_KEPT_MS;
  const activity = kept ? timestamp(lastActivityAt) : null;
  return {
    created_at: timestamp(seat.grantedAt),
    assignee: userOf(accountOf(seat)),
    organization: null,
    assigning_team: null,
    pending_cancellation_date: null,
    last_activity_at: activity,
    last_activity_editor: kept ? 'vscode/1.119.0/copilot-chat/0.60.0' : null,
    last_authenticated_at: activity,
    plan_type: 'business',
  };
}

/**
 * What one person did on one day. The feature rows add up to the counters, and acceptances are
 * those of completions alone: agent edits and chat have none.
 */
export function userDayRow(usage: StoryUsage, organization: OrganizationStory['organization']) {
  return {
    day: usage.day,
    enterprise_id: '',
    organization_id: String(organization.id),
    user_id: usage.id,
    user_login: usage.login,
    ...usage.counters,
    used_agent: usage.used.agent,
    used_chat: usage.used.chat,
    used_cli: usage.used.cli,
    used_copilot_app: false,
    used_copilot_coding_agent: usage.used.cloudAgent,
    used_copilot_cloud_agent: usage.used.cloudAgent,
    used_copilot_code_review_active: null,
    used_copilot_code_review_passive: null,
    totals_by_ide: [{ ide: 'vscode', ...usage.counters }],
    totals_by_feature: featureRows(usage),
    totals_by_language_feature: [],
    totals_by_language_model: [],
    totals_by_model_feature: [],
  };
}

const nothing: StoryCounters = {
  user_initiated_interaction_count: 0,
  code_generation_activity_count: 0,
  code_acceptance_activity_count: 0,
  loc_suggested_to_add_sum: 0,
  loc_suggested_to_delete_sum: 0,
  loc_added_sum: 0,
  loc_deleted_sum: 0,
};

function featureRows({ counters, used }: StoryUsage) {
  const edits = used.agent ? agentEdits(counters) : nothing;
  const prompts = {
    ...nothing,
    user_initiated_interaction_count: counters.user_initiated_interaction_count,
  };
  const completions = minus(minus(counters, edits), prompts);
  const rows = [
    { feature: 'code_completion', ...completions },
    { feature: chatFeature(used), ...prompts },
    { feature: 'agent_edit', ...edits },
  ];
  return rows.filter((row) =>
    Object.values(row).some((count) => typeof count === 'number' && count !== 0),
  );
}

/** Every deletion, half the added lines and half the output that was not accepted. */
function agentEdits(counters: StoryCounters): StoryCounters {
  const unaccepted =
    counters.code_generation_activity_count - counters.code_acceptance_activity_count;
  return {
    ...nothing,
    code_generation_activity_count: Math.max(0, Math.floor(unaccepted / 2)),
    loc_added_sum: Math.floor(counters.loc_added_sum / 2),
    loc_deleted_sum: counters.loc_deleted_sum,
  };
}

function chatFeature(used: StoryUsage['used']): string {
  if (used.agent) return 'chat_panel_agent_mode';
  return used.chat ? 'chat_panel_ask_mode' : 'chat_inline';
}

function minus(a: StoryCounters, b: StoryCounters): StoryCounters {
  return {
    user_initiated_interaction_count:
      a.user_initiated_interaction_count - b.user_initiated_interaction_count,
    code_generation_activity_count:
      a.code_generation_activity_count - b.code_generation_activity_count,
    code_acceptance_activity_count:
      a.code_acceptance_activity_count - b.code_acceptance_activity_count,
    loc_suggested_to_add_sum: a.loc_suggested_to_add_sum - b.loc_suggested_to_add_sum,
    loc_suggested_to_delete_sum: a.loc_suggested_to_delete_sum - b.loc_suggested_to_delete_sum,
    loc_added_sum: a.loc_added_sum - b.loc_added_sum,
    loc_deleted_sum: a.loc_deleted_sum - b.loc_deleted_sum,
  };
}
