import { createHash } from 'node:crypto';

import type { StoryUsage } from '../../story.ts';
import type { OrganizationRecord } from '../state/records.ts';
import type { SimulatedGitHubState } from '../state/state.ts';
import type { Copilot, CopilotSettings } from './copilot.ts';
import { daysAfter, endOfDayMs } from './days.ts';
import { usageIndexOf } from './usage-index.ts';

/** The reports that there are; `entity` is an organisation or an enterprise. */
export const reportKinds = [
  'entity-1-day',
  'entity-28-day',
  'users-1-day',
  'users-28-day',
  'user-teams-1-day',
  'repos-1-day',
] as const;

/** One of the {@link reportKinds}. */
export type ReportKind = (typeof reportKinds)[number];

/** Which report, of whom, and as it stood when. */
export type ReportSpec = {
  readonly kind: ReportKind;
  readonly owner: { readonly type: 'organization' | 'enterprise'; readonly id: number };
  /** The day, or the last of 28. */
  readonly day: string;
  /** The story's instant of the asking, in milliseconds since the epoch. */
  readonly askedMs: number;
};

/** What reports are made of. */
export type ReportDeps = {
  readonly state: SimulatedGitHubState;
  readonly copilot: Copilot;
  readonly seed: string;
};

/** How many days the longer reports tell of. */
export const WINDOW_DAYS = 28;

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Whether there is a report of a day: it has data, is ready, and is not forgotten. */
export function isReported(day: string, nowMs: number, settings: CopilotSettings): boolean {
  const readyMs = endOfDayMs(day) + settings.readyAfterHours * HOUR_MS;
  const goneMs = endOfDayMs(day) + settings.retentionDays * DAY_MS;
  return day >= settings.firstDay && readyMs <= nowMs && nowMs < goneMs;
}

/** The last day of which there is a report; null if there is none yet. */
export function lastReportedDay(nowMs: number, settings: CopilotSettings): string | null {
  const beforeMs = nowMs - settings.readyAfterHours * HOUR_MS;
  const day = daysAfter(new Date(beforeMs).toISOString().slice(0, 10), -1);
  return isReported(day, nowMs, settings) ? day : null;
}

/** How the organisation or the enterprise of a report has set Copilot up. */
export function settingsFor({ type, id }: ReportSpec['owner'], copilot: Copilot): CopilotSettings {
  return type === 'organization' ? copilot.settingsOf(id) : copilot.enterpriseSettingsOf(id);
}

/** The organisations that a report tells of. */
export function organizationsOf(
  { owner }: ReportSpec,
  { state }: ReportDeps,
): readonly OrganizationRecord[] {
  const ids =
    owner.type === 'organization'
      ? [owner.id]
      : (state.enterpriseById(owner.id)?.organizationIds ?? []);
  return ids.flatMap((id) => state.organizationById(id) ?? []);
}

/**
 * Who did what on a day, as far as it was known when the report was asked for. Of a person who is
 * in several organisations of an enterprise it is told once.
 */
export function knownUsage(spec: ReportSpec, day: string, deps: ReportDeps): readonly StoryUsage[] {
  const people = new Map<number, StoryUsage>();
  const settings = settingsFor(spec.owner, deps.copilot);
  for (const organization of organizationsOf(spec, deps)) {
    const settledMs = endOfDayMs(day) + settings.settledAfterHours * HOUR_MS;
    for (const usage of usageIndexOf(organization.story).onDay(day)) {
      const isLate = settings.lateShare > 0 && lateness(usage, deps.seed) < settings.lateShare;
      const isKnown = !isLate || spec.askedMs >= settledMs;
      if (isKnown && !people.has(usage.id)) people.set(usage.id, usage);
    }
  }
  return [...people.values()];
}

/** A number in `[0, 1)`, always the same for the same day of the same person. */
function lateness({ id, day }: StoryUsage, seed: string): number {
  const hash = createHash('sha256').update(`${seed}/late/${id}/${day}`).digest();
  return hash.readUIntBE(0, 6) / 2 ** 48;
}
