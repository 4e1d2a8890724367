import type { Stage } from '../../address/view.ts';
import type { PullRequest } from '../../api/pull-requests.ts';
import { clock, clockSum } from '../../format/clock-sum.ts';
import { count } from '../../format/numbers.ts';
import type { GuideId } from '../../words/guide.ts';

/** One pull request, taken through a formula. */
type Worked = {
  /** What it brings, for choosing among them; seconds, lines or rounds. */
  readonly value: number;
  readonly words: string;
  /** It is made of the time in stages, which can be drawn. */
  readonly isOfStages?: true;
};

type Work = (pullRequest: PullRequest) => Worked | null;

/** Which pull requests show how something is computed, and how each is taken through it. */
type Example = { readonly state: 'merged' | 'closed' | 'open'; readonly work: Work };

const ALL = ['coding', 'pickup', 'review', 'merge'] as const satisfies readonly Stage[];

const stageSum =
  (...stages: readonly Stage[]): Work =>
  ({ stages: parts }) => ({
    value: stages.reduce((sum, stage) => sum + parts[stage], 0),
    words: clockSum(stages.map((stage) => ({ name: stage, seconds: parts[stage] }))),
    isOfStages: true,
  });

const oneStage =
  (stage: Stage, counts: (pullRequest: PullRequest) => boolean = () => true): Work =>
  (pullRequest) =>
    counts(pullRequest)
      ? {
          value: pullRequest.stages[stage],
          isOfStages: true,
          words: `${stage} ${clock(Math.floor(pullRequest.stages[stage]))}, of ${clockSum(
            ALL.map((one) => ({ name: one, seconds: pullRequest.stages[one] })),
          )}`,
        }
      : null;

const merged = (work: Work): Example => ({ state: 'merged', work });

function toAiReview({ readyAt, firstAiReviewAt }: PullRequest): Worked | null {
  if (readyAt === null || firstAiReviewAt === null) return null;
  const seconds = Math.max(0, (Date.parse(firstAiReviewAt) - Date.parse(readyAt)) / 1000);
  return { value: seconds, words: `ready to first AI review ${clock(Math.floor(seconds))}` };
}

function toProduction({ stages }: PullRequest): Worked | null {
  const { deploy } = stages;
  if (deploy === null) return null;
  const terms = ALL.map((name) => ({ name, seconds: stages[name] }));
  const sum = terms.reduce((total, { seconds }) => total + seconds, deploy);
  const words = clockSum([...terms, { name: 'deploy', seconds: deploy }]);
  return { value: sum, words, isOfStages: true };
}

function lines({ additions, deletions }: PullRequest): Worked | null {
  if (additions === null || deletions === null) return null;
  const value = additions + deletions;
  const words = `${count(additions)} added + ${count(deletions)} deleted = ${count(value)} lines`;
  return { value, words };
}

function rounds({ reviewCycles: value }: PullRequest): Worked {
  return { value, words: `${count(value)} ${value === 1 ? 'round' : 'rounds'}` };
}

function byMark({ authorship }: PullRequest): Worked | null {
  if (authorship === 'bot') return null;
  const isOf = authorship !== 'unmarked';
  return { value: isOf ? 1 : 0, words: `${authorship}: ${isOf ? 'of the share' : 'of the whole'}` };
}

function countsOnce(words: string): Work {
  return ({ authorship }) => (authorship === 'bot' ? null : { value: 1, words });
}

/** The examples of a measure; null where no single pull request shows it. */
export function exampleOf(id: GuideId): Example | null {
  return EXAMPLES[id] ?? null;
}

const EXAMPLES: Partial<Readonly<Record<GuideId, Example>>> = {
  cycle_time: merged(stageSum(...ALL)),
  coding_time: merged(oneStage('coding', ({ flags }) => !flags.includes('commits_unknown'))),
  pickup_time: merged(oneStage('pickup')),
  review_time: merged(oneStage('review')),
  merge_time: merged(oneStage('merge')),
  time_to_merge: merged(stageSum('pickup', 'review', 'merge')),
  review_turnaround: merged(oneStage('pickup', ({ firstReviewAt }) => firstReviewAt !== null)),
  review_clocks: merged(oneStage('pickup', ({ firstReviewAt }) => firstReviewAt !== null)),
  ai_review_turnaround: merged(toAiReview),
  lead_time: merged(toProduction),
  pr_size: merged(lines),
  review_cycles: merged(rounds),
  ai_share: merged(byMark),
  merged: merged(countsOnce('merged: counts once, on the day of its merge')),
  throughput: merged(countsOnce('merged: counts once, for the person behind it')),
  opened: { state: 'open', work: countsOnce('opened: counts once, on the day of its opening') },
  open_wip: {
    state: 'open',
    work: countsOnce('open: counts at the end of each bucket until it is closed'),
  },
  open_now: { state: 'open', work: stageSum(...ALL) },
  abandoned_rate: { state: 'closed', work: countsOnce('closed without a merge: of the share') },
  revert_rate: merged(reverting),
};

function reverting({ revertsNumber, repository }: PullRequest): Worked | null {
  if (revertsNumber === null) return null;
  const [, name = ''] = repository.split('/');
  const words = `reverts ${name} #${revertsNumber}, which counts as reverted if it was merged within the 30 days before`;
  return { value: 1, words };
}

/** A pull request and what it brings. */
export type WorkedPullRequest = { readonly pullRequest: PullRequest; readonly worked: Worked };

const MOST = 3;

/** Three of those listed: a small, a middle and a large one; fewer where there are no more. */
export function chooseWorked(
  items: readonly PullRequest[],
  work: Work,
): readonly WorkedPullRequest[] {
  const all = items
    .filter(({ authorship }) => authorship !== 'bot')
    .flatMap((pullRequest) => {
      const worked = work(pullRequest);
      return worked === null ? [] : [{ pullRequest, worked }];
    })
    .toSorted((a, b) => a.worked.value - b.worked.value);
  if (all.length <= MOST) return all;
  const places = [1, 3, 5].map((sixth) => Math.floor((all.length * sixth) / 6));
  return places.flatMap((place) => all[place] ?? []);
}
