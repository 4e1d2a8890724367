import { userDayRow } from '../../rest/copilot.ts';
import { dayOf, startOfDay } from '../../rest/instants.ts';
import { membersOn } from '../../rest/teams.ts';
import type { StoryUsage } from '../../story.ts';
import { storyOrganizationOf } from '../http/call.ts';
import type { OrganizationRecord } from '../state/records.ts';
import { adoptionPhase, shownPhase } from './adoption-phase.ts';
import { daysAfter, endOfDayMs, lastDays } from './days.ts';
import type { ReportDeps, ReportSpec } from './report.ts';
import { knownUsage, organizationsOf, WINDOW_DAYS } from './report.ts';
import { isHeld } from './seats.ts';
import { summed } from './totals.ts';
import { usageIndexOf } from './usage-index.ts';

/** Which organisation or enterprise a row belongs to. */
export function ownerKeys(spec: ReportSpec, { state }: ReportDeps) {
  const { type, id } = spec.owner;
  if (type === 'enterprise') return { enterprise_id: String(id) };
  const enterprise_id = String(state.enterpriseOf(id)?.id ?? '');
  return { enterprise_id, organization_id: String(id) };
}

/** A row for each person who did something on the day. */
export function* userRows(spec: ReportSpec, deps: ReportDeps): Generator<object> {
  yield* rowsOfDay(spec, spec.day, deps);
}

function* rowsOfDay(spec: ReportSpec, day: string, deps: ReportDeps): Generator<object> {
  for (const usage of knownUsage(spec, day, deps)) yield userRow(usage, spec, deps);
}

/** What one CLI prompt costs, in this GitHub. */
const REQUESTS_A_PROMPT = 3;
const TOKENS_IN = 2400;
const TOKENS_OUT = 350;
const CREDITS_A_PROMPT = 1.3;

function userRow(usage: StoryUsage, spec: ReportSpec, deps: ReportDeps): object {
  const [organization] = organizationsOf(spec, deps);
  const { organization_id: _, ...row } = userDayRow(usage, storyOf(organization));
  const prompts = usage.counters.user_initiated_interaction_count;
  const sampled_at = new Date(startOfDay(usage.day).getTime() + 9 * 3_600_000).toISOString();
  return {
    ...row,
    ...ownerKeys(spec, deps),
    ai_credits_used: Math.round(prompts * CREDITS_A_PROMPT * 10) / 10,
    used_vscode_agent: null,
    ai_adoption_phase: shownPhase(adoptionPhase(usageUpTo(usage.id, usage.day, { spec, deps }))),
    totals_by_ide: row.totals_by_ide.map((one) => ({
      ...one,
      last_known_ide_version: { ide_version: '1.119.0', sampled_at },
      last_known_plugin_version: { plugin: 'copilot-chat', plugin_version: '0.60.0', sampled_at },
    })),
    ...(usage.used.cli ? { totals_by_cli: cliTotals(prompts) } : {}),
  };
}

function storyOf(organization: OrganizationRecord | undefined) {
  return organization === undefined ? { id: 0, login: '' } : storyOrganizationOf(organization);
}

function cliTotals(prompts: number) {
  const request_count = prompts * REQUESTS_A_PROMPT;
  return {
    session_count: Math.ceil(prompts / 4),
    request_count,
    prompt_count: prompts,
    token_usage: {
      output_tokens_sum: request_count * TOKENS_OUT,
      prompt_tokens_sum: request_count * TOKENS_IN,
      avg_tokens_per_request: request_count === 0 ? null : TOKENS_IN + TOKENS_OUT,
    },
  };
}

type Place = { readonly spec: ReportSpec; readonly deps: ReportDeps };

/** A person's last 28 days up to a day. */
export function usageUpTo(id: number, day: string, { spec, deps }: Place): readonly StoryUsage[] {
  const from = daysAfter(day, 1 - WINDOW_DAYS);
  const all = organizationsOf(spec, deps).map(({ story }) =>
    usageIndexOf(story).ofPerson(id, from, day),
  );
  return all.find((rows) => rows.length > 0) ?? [];
}

/** The last 28 days: a row for each person, or for each person and day, as is set. */
export function* userWindowRows(spec: ReportSpec, deps: ReportDeps): Generator<object> {
  const days = lastDays(spec.day, WINDOW_DAYS);
  const window = { report_start_day: days[0], report_end_day: spec.day };
  const [organization] = organizationsOf(spec, deps);
  if (deps.copilot.settingsOf(organization?.id ?? 0).userWindow === 'person-day') {
    for (const day of days) {
      for (const row of rowsOfDay(spec, day, deps)) yield { ...window, ...row };
    }
    return;
  }
  const people = new Map<number, StoryUsage[]>();
  for (const usage of days.flatMap((day) => knownUsage(spec, day, deps))) {
    people.set(usage.id, [...(people.get(usage.id) ?? []), usage]);
  }
  for (const usage of people.values()) yield { ...window, ...personRow(usage, { spec, deps }) };
}

/** One row of all that a person did; it has no day. */
function personRow(usage: readonly StoryUsage[], { spec, deps }: Place): object {
  const rows = usage.map((one) => {
    const {
      day: _day,
      user_id: _id,
      ...row
    } = { ...userRow(one, spec, deps), day: '', user_id: 0 };
    return row;
  });
  return { ...summed(rows), user_id: usage[0]?.id };
}

/** GitHub leaves teams out in which fewer hold a seat. */
const FEWEST_SEATS = 5;

/** A row for each person with a seat and each of their teams on the day. */
export function* userTeamRows(spec: ReportSpec, deps: ReportDeps): Generator<object> {
  const keys = ownerKeys(spec, deps);
  const { enterprise_id: _, ...organizationKey } = keys;
  const owner = spec.owner.type === 'enterprise' ? keys : organizationKey;
  const at = new Date(endOfDayMs(spec.day) - 1);
  for (const organization of organizationsOf(spec, deps)) {
    const seats = deps.copilot.seatsOf(organization);
    const holders = new Set(
      seats.filter((seat) => isHeld(seat, organization, at)).map(({ id }) => id),
    );
    for (const team of organization.teams.values()) {
      const seated = membersOn({ ...team }, dayOf(at)).filter(({ id }) => holders.has(id));
      if (seated.length < FEWEST_SEATS) continue;
      for (const { id, login } of seated) {
        const person = { user_id: id, user_login: login, day: spec.day };
        yield { ...person, ...owner, team_id: team.id, slug: team.slug };
      }
    }
  }
}
