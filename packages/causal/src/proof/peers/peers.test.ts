import { describe, expect, it } from 'vitest';
import type {
  ControlledDeveloper,
  ControlledPullRequest,
} from '../../controlled/controlled-input.ts';
import { correlationOfMeans } from './correlation.ts';
import { adoptionMultiplier } from './multiplier.ts';
import { oneDateBeforeAfter } from './one-date.ts';
import { organizationWeeks, type OrganizationWeek } from './organization-weeks.ts';

const weeksOf = (adoption: readonly number[], means: readonly (number | null)[]) =>
  adoption.map((share, week): OrganizationWeek => ({
    week,
    adoption: share,
    mean: means[week] ?? null,
  }));

const developer = (id: number, adoptedOn: string | null): ControlledDeveloper => ({
  id,
  adoptedOn,
  status: adoptedOn === null ? 'never' : 'known',
  firstActiveOn: '2025-01-06',
  lastActiveOn: '2025-02-28',
  teamId: 1,
});
const pull = (developerId: number, opened: string, hours: number): ControlledPullRequest => ({
  developerId,
  openedAt: new Date(`${opened}T10:00:00Z`),
  mergedAt: new Date(`${opened}T11:00:00Z`),
  cycleTimeSeconds: hours * 3600,
  additions: null,
  deletions: null,
  reviewCycles: null,
  state: 'merged',
  reverted: false,
  authorship: 'unmarked',
  repositoryId: 1,
});
/** Eight weeks from 2025-01-06, ISO week 2871, to 2025-03-02; the last 28 days begin on 3 February. */
const world = (
  developers: readonly ControlledDeveloper[],
  pullRequests: readonly ControlledPullRequest[],
  automaticallyReviewed: readonly number[] = [],
) => ({
  input: { developers, pullRequests, asOf: new Date('2025-04-01T00:00:00Z') },
  firstWeek: 2871,
  weeks: 8,
  automaticallyReviewed: new Set(automaticallyReviewed),
});

describe('correlationOfMeans', () => {
  it('is -1 and strong on a straight line downwards, whoever caused it', () => {
    const answer = correlationOfMeans(weeksOf([0, 0.25, 0.5, 0.75], [40, 36, 32, 28]));

    expect(answer.r).toBeCloseTo(-1, 12);
    expect(answer).toMatchObject({ legend: 'strong', claims: true });
    // high weeks 32 and 28, low weeks 40 and 36: 30 / 38
    expect(answer.percent).toBeCloseTo(100 * (30 / 38 - 1), 10);
  });

  it('is moderate between the thresholds, and claims nothing', () => {
    // deviations (-2, -1, 0, 1, 2) / 8 and (-1, 1, -1, -1, 2): r = 4 / √(10 · 8)
    const answer = correlationOfMeans(weeksOf([0, 0.125, 0.25, 0.375, 0.5], [1, 3, 1, 1, 4]));

    expect(answer.r).toBeCloseTo(4 / Math.sqrt(80), 12);
    expect(answer).toMatchObject({ legend: 'moderate', claims: false });
  });

  it('shows nothing below four weeks, and nothing of adoption that does not change', () => {
    expect(correlationOfMeans(weeksOf([0, 0.5, 1], [3, 2, 1])).legend).toBe('insufficient');
    expect(correlationOfMeans(weeksOf([1, 1, 1, 1], [3, 2, 1, 4])).r).toBeNull();
  });
});

describe('oneDateBeforeAfter', () => {
  it('compares the weeks from the first beginning on with those before', () => {
    const answer = oneDateBeforeAfter(weeksOf([0, 0, 0.1, 0.9], [10, 20, 12, 14]));

    expect(answer.percent).toBeCloseTo(100 * (13 / 15 - 1), 10);
    expect(answer.claims).toBe(true);
  });

  it('does not claim what is below a tenth, nor without a side', () => {
    expect(oneDateBeforeAfter(weeksOf([0, 0.5], [100, 109])).claims).toBe(false);
    expect(oneDateBeforeAfter(weeksOf([0, 0], [100, 109])).percent).toBeNull();
  });
});

describe('organizationWeeks', () => {
  it('counts who is there and has begun, and averages what was opened', () => {
    const weeks = organizationWeeks(
      world(
        [developer(1, '2025-01-15'), developer(2, null)],
        [pull(1, '2025-01-06', 10), pull(2, '2025-01-10', 20), pull(1, '2025-01-13', 6)],
      ),
      'cycle_time',
    );

    expect(weeks.slice(0, 3)).toStrictEqual([
      { week: 0, adoption: 0, mean: 15 },
      { week: 1, adoption: 0.5, mean: 6 },
      { week: 2, adoption: 0.5, mean: null },
    ]);
  });
});

describe('adoptionMultiplier', () => {
  const three = [
    pull(1, '2025-02-03', 10),
    pull(1, '2025-02-04', 10),
    pull(1, '2025-02-28', 10),
    pull(2, '2025-02-10', 20),
    pull(2, '2025-02-11', 20),
    pull(3, '2025-02-12', 40),
  ];
  const developers = [developer(1, '2025-01-15'), developer(2, null), developer(3, null)];

  it('divides the mean of adopters by that of the others, over the last 28 days', () => {
    const early = pull(2, '2025-02-02', 1);

    const answer = adoptionMultiplier(world(developers, [...three, early]), 'throughput');

    // three merges of the adopter over the mean of two and one
    expect(answer.percent).toBeCloseTo(100, 10);
    expect(answer.claims).toBe(true);
  });

  it('counts review that nobody asked for as use, from two days of pull requests on', () => {
    const answer = adoptionMultiplier(world(developers, three, [2, 3]), 'throughput');

    // engaged are 1 (three) and 2 (two), passive is 3 (one)
    expect(answer.percent).toBeCloseTo(150, 10);
  });

  it('compares cycle times over pull requests', () => {
    const answer = adoptionMultiplier(world(developers, three), 'cycle_time');

    // 10 hours over the mean of 20, 20 and 40
    expect(answer.percent).toBeCloseTo(100 * (10 / (80 / 3) - 1), 10);
  });

  it('prints nothing without anybody on one side', () => {
    expect(adoptionMultiplier(world([developer(1, null)], three), 'throughput').percent).toBeNull();
  });
});
