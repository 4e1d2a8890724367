import type { GuideId, TopicGuide, TopicId } from './guide.ts';

const SMALL =
  'Groups under the smallest that is shown (5 people, or more where Settings, Privacy say so), and those whose rest would be under it.';

/** What is told of things that are no measures. */
export const topicGuide: Readonly<Record<TopicId, TopicGuide>> = {
  open_now: {
    title: 'Open now, by age',
    definition:
      'Pull requests that are open at this moment, by how long ago they were opened and the state each is in.',
    formula: 'now − opened at',
    leftOut: [
      'Pull requests of bots other than AI agents.',
      'The period of the filters: all are open now.',
    ],
    rules: ['Stages of a pull request'],
  },
  review_clocks: {
    title: 'Two review clocks',
    definition:
      'The time from ready to the first review, once by humans and once by AI reviewers. An AI review never stops the human clock.',
    formula: 'first human review at − ready at; first AI review at − ready at',
    leftOut: ['Pull requests that are not merged, or had no review of that kind.'],
    rules: ['Stages of a pull request'],
  },
  working_hours: {
    title: 'Working hours',
    definition:
      'Cycle time and its stages by a second clock, which runs only while people work: within the hours of each day in the zone that administrators set, and not on holidays. It stands beside calendar time, of the same pull requests, and never instead.',
    formula: 'seconds from first commit to merge that lie within working hours',
    leftOut: [
      'Nights, days off and holidays. Work that is done then takes no time by this clock.',
      'Holidays and hours of single people and teams: there is one calendar for the organisation.',
    ],
    rules: ['Working hours', 'Stages of a pull request'],
  },
  seats: {
    title: 'Seats, active, regular, idle',
    definition:
      'Seats by the last list of a week; active holders used the tool in 28 days, regular ones on 4 of those days; idle seats were granted over 30 days ago and not used in 30.',
    formula:
      'active ÷ seats; regular ÷ seats; idle = seats − used in 30 days − granted within 30 days',
    leftOut: [SMALL, 'Use of which the reports of GitHub do not tell.'],
    rules: ['Adoption', 'Privacy'],
  },
  ways_of_working: {
    title: 'Ways of working',
    definition:
      'Who chose each way of working with AI in a week, from completions to agents, of the people present in it.',
    formula: 'people who chose it in the week ÷ people present in the week',
    leftOut: [SMALL, 'Review that GitHub assigned by itself: nobody chose it.'],
    rules: ['Adoption', 'Privacy'],
  },
  adoption_starts: {
    title: 'When people started',
    definition:
      'The week in which each person began to use a tool, by the source that tells of it.',
    formula: 'the first active day with at least 4 active days within 28',
    leftOut: [
      SMALL,
      'People whose start lies before the first report: their start is unknown, and shown apart.',
    ],
    rules: ['Adoption', 'Privacy'],
  },
  champions: {
    title: 'With and without champion',
    definition:
      'Adoption in teams that had a champion in the week, and in those that had none. It describes; it claims no cause.',
    formula: 'active ÷ people, in teams with a champion; the same in teams without',
    leftOut: [SMALL],
    rules: ['Adoption', 'Privacy'],
  },
  history: {
    title: 'History from GitHub',
    definition:
      'How much of the pull requests of each repository has been fetched, the newest first.',
    formula: 'pull requests fetched ÷ pull requests that GitHub counts',
    leftOut: ['Repositories that the App may not see.'],
    rules: [],
  },
  completeness: {
    title: 'Completeness',
    definition:
      'For each repository and day, how much of what changed on GitHub is here as it is there.',
    formula: 'pull requests that are here as they are there ÷ pull requests that changed',
    leftOut: ['Days that no comparison with GitHub has reached yet: they are unknown, not whole.'],
    rules: [],
  },
  comparison: {
    title: 'Comparisons',
    definition:
      'How far the work of adopters changed since adoption, over the change of colleagues who had not adopted by then, in the same weeks.',
    formula: '(adopters after ÷ adopters before) ÷ (others after ÷ others before) − 1',
    leftOut: [
      'The week of adoption: it is neither before nor after.',
      'People who started before the data begin, or whose start is not known.',
      'Each answer lists how many it left out, and why.',
    ],
    rules: ['Comparisons', 'Before and after', 'Cohorts', 'Privacy'],
  },
};

/** Whether there is a page of the guide for something that is no measure. */
export function isTopic(id: string): id is TopicId {
  return Object.hasOwn(topicGuide, id);
}

/** What belongs together in the table of contents. */
export const guideGroups: readonly {
  readonly title: string;
  readonly ids: readonly GuideId[];
}[] = [
  {
    title: 'Where the time goes',
    ids: [
      'cycle_time',
      'coding_time',
      'pickup_time',
      'review_time',
      'merge_time',
      'time_to_merge',
      'review_turnaround',
      'ai_review_turnaround',
      'review_clocks',
      'working_hours',
    ],
  },
  {
    title: 'How much gets done',
    ids: ['throughput', 'merged', 'opened', 'open_wip', 'open_now', 'review_load'],
  },
  { title: 'Guards', ids: ['pr_size', 'review_cycles', 'revert_rate', 'abandoned_rate'] },
  {
    title: 'Use of AI tools',
    ids: [
      'adoption',
      'ai_share',
      'seat_use',
      'seats',
      'ways_of_working',
      'adoption_starts',
      'champions',
    ],
  },
  {
    title: 'Production',
    ids: ['lead_time', 'deploy_frequency', 'change_failure_rate', 'recovery_time'],
  },
  { title: 'Did it help, and can we trust it?', ids: ['comparison', 'history', 'completeness'] },
];
