import type { AdoptionGroup } from '../../api/adoption.ts';
import type { MaturityRow, MaturityWeek } from '../../charts/maturity-multiples.tsx';
import { maturityStages } from '../../charts/maturity-multiples.tsx';
import { bucket, spokenBucket } from '../../format/dates.ts';
import { count, share } from '../../format/numbers.ts';
import { groupName, maturityNames, RUNNING } from '../../words/adoption.ts';
import { stateNames } from '../../words/states.ts';
import { endOfWeek, isRunning } from './running.ts';

type Week = AdoptionGroup['weeks'][number];

/** The groups with the stages of their people week by week; of a hidden one, why. */
export function maturityRows(groups: readonly AdoptionGroup[], now: Date): readonly MaturityRow[] {
  return groups.map((group) => ({
    label: groupName(group.key),
    hidden: group.status === 'suppressed' ? (group.reason ?? stateNames.suppressed) : null,
    weeks: group.weeks.map((week) => maturityWeek(week, { of: groupName(group.key), now })),
  }));
}

function maturityWeek(
  { week, stages, recentlyPresent }: Week,
  { of, now }: { readonly of: string; readonly now: Date },
): MaturityWeek {
  const start = new Date(week);
  const isOpen = isRunning(start, now);
  const isKnown = stages !== null && recentlyPresent > 0;
  const open = isOpen ? [RUNNING] : [];
  const counts = maturityStages.map((stage) => ({ stage, people: stages?.[stage] ?? 0 }));
  const tell = (people: number) => `${count(people)} (${share(people / recentlyPresent)})`;
  const n = `n = ${count(recentlyPresent)} present`;
  const lines = isKnown
    ? [...counts.map(({ stage, people }) => `${maturityNames[stage]}: ${tell(people)}`), n, ...open]
    : [stages === null ? 'not known' : 'nobody to count', n, ...open];
  const state = isOpen ? RUNNING : stateNames.measured;
  return {
    start,
    isOpen,
    shares: isKnown ? sharesOf(stages, recentlyPresent) : null,
    reading: {
      title: bucket('week', start, endOfWeek(start)),
      lines,
      spoken: [of, spokenBucket('week', start), ...lines].join(', '),
    },
    cells: isKnown
      ? [...counts.map(({ people }) => tell(people)), count(recentlyPresent), state]
      : ['none', 'none', 'none', count(recentlyPresent), lines[0] ?? ''],
  };
}

function sharesOf(stages: NonNullable<Week['stages']>, whole: number) {
  const { assistive, workflow, agentic } = stages;
  return {
    assistive: assistive / whole,
    workflow: workflow / whole,
    agentic: agentic / whole,
  };
}
