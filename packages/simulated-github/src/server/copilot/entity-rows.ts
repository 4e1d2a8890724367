import { timestamp } from '../../rest/instants.ts';
import type { PullRequestStory, StoryUsage } from '../../story.ts';
import { adoptionPhase, shownPhase } from './adoption-phase.ts';
import type { AdoptionPhase } from './adoption-phase.ts';
import { lastDays } from './days.ts';
import type { PullRequestDays } from './pull-request-days.ts';
import { pullRequestDays } from './pull-request-days.ts';
import type { ReportDeps, ReportSpec } from './report.ts';
import { knownUsage, organizationsOf, WINDOW_DAYS } from './report.ts';
import { userDayRow } from '../../rest/copilot.ts';
import { summed } from './totals.ts';
import { ownerKeys, usageUpTo } from './user-rows.ts';

/** The one row of an organisation or enterprise on a day. */
export function* entityRows(spec: ReportSpec, deps: ReportDeps): Generator<object> {
  const pulls = pullsOn([spec.day], { spec, deps });
  yield entityRow(spec.day, pulls, { spec, deps });
}

/** The one row that holds 28 days. */
export function* entityWindowRows(spec: ReportSpec, deps: ReportDeps): Generator<object> {
  const days = lastDays(spec.day, WINDOW_DAYS);
  const pulls = pullsOn(days, { spec, deps });
  const place = { spec, deps };
  yield {
    ...ownerKeys(spec, deps),
    report_start_day: days[0],
    report_end_day: spec.day,
    created_at: timestamp(new Date(spec.askedMs)),
    day_totals: days.map((day) => entityRow(day, pulls, place)),
    copilot_feature_engagement: engagementOf(days.flatMap((day) => knownUsage(spec, day, deps))),
  };
}

type Place = { readonly spec: ReportSpec; readonly deps: ReportDeps };

function pullsOn(days: readonly string[], { spec, deps }: Place): PullRequestDays {
  const stories = pullRequestsOf(spec, deps);
  return pullRequestDays({ stories, days, until: new Date(spec.askedMs) });
}

function pullRequestsOf(spec: ReportSpec, deps: ReportDeps): readonly PullRequestStory[] {
  const { state } = deps;
  return organizationsOf(spec, deps).flatMap(({ id }) =>
    state
      .repositoriesOf(id)
      .flatMap((one) =>
        state.pullRequests(one, { state: 'all', sort: 'created', direction: 'asc' }),
      ),
  );
}

function entityRow(day: string, pulls: PullRequestDays, place: Place): object {
  const { spec, deps } = place;
  const usage = knownUsage(spec, day, deps);
  const [organization] = organizationsOf(spec, deps);
  const login = { id: organization?.id ?? 0, login: organization?.login ?? '' };
  const rows = usage.map((one) => {
    const { counters } = one;
    const { totals_by_ide, totals_by_feature, ...row } = userDayRow(one, login);
    const { totals_by_language_feature, totals_by_language_model, totals_by_model_feature } = row;
    const byLanguage = { totals_by_language_feature, totals_by_language_model };
    return {
      ...counters,
      totals_by_ide,
      totals_by_feature,
      ...byLanguage,
      totals_by_model_feature,
    };
  });
  return {
    day,
    ...ownerKeys(spec, deps),
    ...activeUsers(day, usage, place),
    ...NOTHING,
    ...summed(rows),
    totals_by_ai_adoption_phase: phaseTotals(day, place),
    pull_requests: pulls.figures(day) ?? pulls.nothing,
  };
}

/** Of a day on which nobody did anything. */
const NOTHING = {
  user_initiated_interaction_count: 0,
  code_generation_activity_count: 0,
  code_acceptance_activity_count: 0,
  loc_suggested_to_add_sum: 0,
  loc_suggested_to_delete_sum: 0,
  loc_added_sum: 0,
  loc_deleted_sum: 0,
  totals_by_ide: [],
  totals_by_feature: [],
  totals_by_language_feature: [],
  totals_by_language_model: [],
  totals_by_model_feature: [],
} as const;

type Uses = (usage: StoryUsage) => boolean;

const cloudAgent: Uses = ({ used }) => used.cloudAgent;

function distinct(usage: readonly StoryUsage[], uses: Uses = () => true): number {
  return new Set(usage.filter(uses).map(({ id }) => id)).size;
}

/** How many people were active in the last 1, 7 and 28 days; stories tell of no code review. */
function activeUsers(day: string, today: readonly StoryUsage[], { spec, deps }: Place) {
  const since = (count: number) =>
    lastDays(day, count).flatMap((one) => knownUsage(spec, one, deps));
  const [week, month] = [since(7), since(WINDOW_DAYS)];
  return {
    daily_active_users: distinct(today),
    weekly_active_users: distinct(week),
    monthly_active_users: distinct(month),
    monthly_active_chat_users: distinct(month, ({ used }) => used.chat),
    monthly_active_agent_users: distinct(month, ({ used }) => used.agent),
    daily_active_copilot_code_review_users: 0,
    daily_passive_copilot_code_review_users: 0,
    weekly_active_copilot_code_review_users: 0,
    weekly_passive_copilot_code_review_users: 0,
    monthly_active_copilot_code_review_users: 0,
    monthly_passive_copilot_code_review_users: 0,
    daily_active_copilot_cloud_agent_users: distinct(today, cloudAgent),
    weekly_active_copilot_cloud_agent_users: distinct(week, cloudAgent),
    monthly_active_copilot_cloud_agent_users: distinct(month, cloudAgent),
    daily_active_cli_users: distinct(today, ({ used }) => used.cli),
    daily_active_copilot_app_users: 0,
  };
}

/** By phase: who was active on the day, and who of the last 28 days belongs to it. */
function phaseTotals(day: string, place: Place): readonly object[] {
  const { spec, deps } = place;
  const month = lastDays(day, WINDOW_DAYS).flatMap((one) => knownUsage(spec, one, deps));
  const phases = new Map<AdoptionPhase, Set<number>>();
  for (const id of new Set(month.map((one) => one.id))) {
    const phase = adoptionPhase(usageUpTo(id, day, place));
    phases.set(phase, (phases.get(phase) ?? new Set()).add(id));
  }
  const today = knownUsage(spec, day, deps);
  return [...phases]
    .toSorted(([a], [b]) => a - b)
    .map(([phase, ids]) => {
      const engaged = today.filter(({ id }) => ids.has(id));
      const { phase: name, phase_number } = shownPhase(phase);
      return { phase: name, phase_number, ...meansOf(engaged), users_in_phase_28d: ids.size };
    });
}

function meansOf(usage: readonly StoryUsage[]) {
  const mean = (key: keyof StoryUsage['counters']): number =>
    usage.reduce((sum, { counters }) => sum + counters[key], 0) / Math.max(1, usage.length);
  return {
    total_engaged_users: usage.length,
    avg_user_initiated_interactions: mean('user_initiated_interaction_count'),
    avg_code_generation_activities: mean('code_generation_activity_count'),
    avg_code_acceptance_activities: mean('code_acceptance_activity_count'),
    avg_loc_added: mean('loc_added_sum'),
    avg_loc_deleted: mean('loc_deleted_sum'),
  };
}

function engagementOf(usage: readonly StoryUsage[]) {
  const engaged = (feature: string, uses: Uses) => ({
    feature,
    engaged_user_count: distinct(usage, uses),
  });
  return {
    active_user_count: distinct(usage),
    totals_by_feature: [
      engaged('code_completion', ({ counters }) => counters.code_acceptance_activity_count > 0),
      engaged('agent_edit', ({ used }) => used.agent),
      engaged('cloud_agent', ({ used }) => used.cloudAgent),
      engaged('copilot_cli', ({ used }) => used.cli),
    ],
  };
}
