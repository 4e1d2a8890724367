/** How a check is told: what passing and not passing it is called, and what it is for. */
export type CheckWords = {
  readonly passed: string;
  readonly failed: string;
  /** Null where there is no more to say. */
  readonly meaning: string | null;
};

const KNOWN: Readonly<Record<string, CheckWords>> = {
  pre_trend: {
    passed: 'Same path before adoption',
    failed: 'Already drifting apart',
    meaning:
      'If the two groups moved apart before, the later gap between them cannot be credited to the tool.',
  },
  pre_band: {
    passed: 'Every week before lies in the band',
    failed: 'A week before stands out',
    meaning:
      'Before adoption nothing is due, so each of those weeks should lie around zero. One that does not may be an event that met one group alone.',
  },
  breakdown: {
    passed: 'Holds against drift',
    failed: 'Falls with little drift',
    meaning:
      'How much may the groups drift apart after adoption, measured by how much they did before, until the answer is gone? Below 1 it may not be called an effect.',
  },
  placebo_time: {
    passed: 'Pretend adoption finds nothing',
    failed: 'Pretend adoption finds something',
    meaning:
      'Adoption is dated some weeks too early, where nothing can have happened. A method that finds a change there cannot be trusted where one is due.',
  },
  placebo_units: {
    passed: 'Few false alarms',
    failed: 'False alarms',
    meaning:
      'The dates of adoption are dealt out to others at random, many times. Only about one in twenty of those may find a change.',
  },
  randomisation: {
    passed: 'Chance tells the same',
    failed: 'Chance tells otherwise',
    meaning:
      'Two ways to ask how often chance alone would show as much. Where they disagree, the surer of the two is not to be trusted.',
  },
  detectable_effect: {
    passed: 'Large enough',
    failed: 'Too small',
    meaning:
      'Changes under this size would be missed more often than twice in ten. Where that is larger than any plausible change, finding none means nothing.',
  },
  composition_people: {
    passed: 'Same people',
    failed: 'People changed',
    meaning: 'Who joins or leaves can move an average without anybody working differently.',
  },
  composition_repositories: {
    passed: 'Same repositories',
    failed: 'Work moved elsewhere',
    meaning:
      'A repository has a pace of its own: moving to a faster one looks like becoming faster.',
  },
  composition_size: {
    passed: 'Same size of pull requests',
    failed: 'Pull requests changed in size',
    meaning:
      'Smaller pull requests merge sooner, and there are more of them. A part of the change may be splitting.',
  },
  spill_over: {
    passed: 'Controls kept apart',
    failed: 'Controls work with adopters',
    meaning:
      'Whoever works with adopters may gain or lose by the tool, too. The true change may be larger or smaller than the one shown.',
  },
  clusters: {
    passed: 'Enough groups to rely on',
    failed: 'Few groups',
    meaning:
      'People in a team move together, so teams are what counts. With few of them the interval may be too narrow.',
  },
  open_pull_requests: {
    passed: 'Few unfinished',
    failed: 'Many still open',
    meaning:
      'How long an open pull request takes is not known yet. Many of them bias the last weeks.',
  },
};

/** The words of a check; its own where it is not known here. */
export function checkWords(id: string): CheckWords {
  const name = id.replaceAll('_', ' ');
  return KNOWN[id] ?? { passed: name, failed: `${name}: not passed`, meaning: null };
}

/** How a check came out, as its mark tells it. */
export type Outcome = 'passed' | 'caution' | 'failed';

/** Checks that take the claim away when they fail; the others are read along. */
const DECISIVE: ReadonlySet<string> = new Set(['pre_trend', 'detectable_effect', 'breakdown']);

/** A check that is not passed is a failure only where nothing can be claimed without it. */
export function outcomeOf({
  id,
  passed,
}: {
  readonly id: string;
  readonly passed: boolean;
}): Outcome {
  if (passed) return 'passed';
  return DECISIVE.has(id) ? 'failed' : 'caution';
}

const ORDER: readonly Outcome[] = ['failed', 'caution', 'passed'];

/** Failures first, then cautions, then what was passed; otherwise in the order given. */
export function inReadingOrder<Check extends { readonly id: string; readonly passed: boolean }>(
  checks: readonly Check[],
): readonly Check[] {
  return ORDER.flatMap((outcome) => checks.filter((check) => outcomeOf(check) === outcome));
}
