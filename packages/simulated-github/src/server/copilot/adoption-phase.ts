import type { StoryUsage } from '../../story.ts';

/** How far someone has come with Copilot: 0 to 3. */
export type AdoptionPhase = 0 | 1 | 2 | 3;

const NAMES = ['No Cohort', 'Phase 1', 'Phase 2', 'Phase 3'] as const;

/** A feature counts when it was used on two days at least. */
const DAYS_NEEDED = 2;

/**
 * The phase that follows from a person's last 28 days: 1 by completions or agent edits, 2 by
 * either the command line or the cloud agent, 3 by both. Chat alone is no phase.
 */
export function adoptionPhase(usage: readonly StoryUsage[]): AdoptionPhase {
  const isUsed = (isFeature: (row: StoryUsage) => boolean): boolean =>
    usage.filter(isFeature).length >= DAYS_NEEDED;
  const beyond = [isUsed(({ used }) => used.cli), isUsed(({ used }) => used.cloudAgent)];
  const count = beyond.filter(Boolean).length;
  if (count > 0) return count === 1 ? 2 : 3;
  return isUsed(inEditor) ? 1 : 0;
}

function inEditor({ counters, used }: StoryUsage): boolean {
  return used.agent || counters.code_acceptance_activity_count > 0;
}

/** A phase as reports write it. */
export function shownPhase(phase: AdoptionPhase) {
  return { phase: NAMES[phase], phase_number: phase, version: 'v1' };
}
