import { describe, expect, it } from 'vitest';
import type { Claim } from '../comparison.ts';
import { clearFacts } from './clear-facts.ts';
import { controlledVerdict } from './verdict.ts';
import type { VerdictFacts } from './verdict-facts.ts';

const verdictOf = (over: Partial<VerdictFacts>) => controlledVerdict({ ...clearFacts, ...over });
const rulesOf = (over: Partial<VerdictFacts>) => verdictOf(over).reasons.map(({ rule }) => rule);

it('claims an effect with nothing against it', () => {
  expect(verdictOf({})).toMatchObject({ claim: 'effect', direction: 'lower', reasons: [] });
});

type AtThreshold = {
  readonly rule: string;
  /** The last value that is fine, and the first that is not. */
  readonly fine: Partial<VerdictFacts>;
  readonly bitten: Partial<VerdictFacts>;
  readonly claim: Claim;
};

const atThreshold: readonly AtThreshold[] = [
  {
    rule: 'few_treated_clusters',
    fine: { treatedClusters: 5 },
    bitten: { treatedClusters: 4 },
    claim: 'descriptive_only',
  },
  {
    rule: 'few_control_clusters',
    fine: { controlClusters: 5 },
    bitten: { controlClusters: 4 },
    claim: 'descriptive_only',
  },
  {
    rule: 'few_adopters',
    fine: { treatedDevelopers: 20 },
    bitten: { treatedDevelopers: 19 },
    claim: 'descriptive_only',
  },
  {
    rule: 'few_pre_weeks',
    fine: { preWeeks: 12 },
    bitten: { preWeeks: 11 },
    claim: 'descriptive_only',
  },
  {
    rule: 'few_post_weeks',
    fine: { postWeeks: 4 },
    bitten: { postWeeks: 3 },
    claim: 'descriptive_only',
  },
  {
    rule: 'pre_trend',
    fine: { preTrendP: 0.05 },
    bitten: { preTrendP: 0.0499 },
    claim: 'cannot_tell',
  },
  {
    rule: 'detectable_effect',
    fine: { detectablePercent: 35 },
    bitten: { detectablePercent: 35.1 },
    claim: 'cannot_tell',
  },
  { rule: 'breakdown', fine: { breakdown: 1 }, bitten: { breakdown: 0.99 }, claim: 'associated' },
  { rule: 'few_clusters', fine: { clusters: 10 }, bitten: { clusters: 9 }, claim: 'associated' },
  {
    rule: 'placebo_units',
    fine: { placeboRate: 0.075 },
    bitten: { placeboRate: 0.076 },
    claim: 'associated',
  },
  {
    rule: 'placebo_time',
    fine: { placeboTimeP: 0.05 },
    bitten: { placeboTimeP: 0.049 },
    claim: 'associated',
  },
  { rule: 'composition', fine: { movedShare: 0.2 }, bitten: { movedShare: 0.21 }, claim: 'effect' },
  {
    rule: 'composition_stayers',
    fine: { movedShare: 0.2, doStayersAgree: false },
    bitten: { movedShare: 0.21, doStayersAgree: false },
    claim: 'associated',
  },
  {
    rule: 'depends_on_method',
    fine: {},
    bitten: { disagreements: [{ estimator: 'imputation', percent: 2, kind: 'sign' }] },
    claim: 'associated',
  },
  {
    rule: 'placebo_widened',
    fine: { widened: null },
    bitten: { widened: [-19, -5] },
    claim: 'effect',
  },
  {
    rule: 'placebo_widened_zero',
    fine: { widened: [-20, -0.1] },
    bitten: { widened: [-20, 0] },
    claim: 'cannot_tell',
  },
  {
    rule: 'open_pull_requests',
    fine: { openShare: 0.15 },
    bitten: { openShare: 0.151 },
    claim: 'effect',
  },
  { rule: 'horizon', fine: {}, bitten: { isHorizonCut: true }, claim: 'effect' },
];

describe.each(atThreshold)('rule $rule', ({ rule, fine, bitten, claim }) => {
  it('bites at its threshold and not before', () => {
    expect(verdictOf(fine).claim).toBe('effect');
    expect(rulesOf(fine)).not.toContain(rule);
    expect(verdictOf(bitten).claim).toBe(claim);
    expect(rulesOf(bitten)).toContain(rule);
  });
});

describe('the order of the rules', () => {
  it('is refusal, trend, power, interval', () => {
    const all = { treatedClusters: 4, preTrendP: 0.01, detectablePercent: 90 };
    expect(rulesOf(all)).toEqual(['few_treated_clusters']);
    expect(rulesOf({ ...all, treatedClusters: 80 })).toEqual(['pre_trend']);
    expect(rulesOf({ ...all, treatedClusters: 80, preTrendP: 0.5 })).toEqual(['detectable_effect']);
  });

  it('claims a small clear change rather than that nothing changed', () => {
    expect(verdictOf({ percent: -3, interval: [-4, -2] }).claim).toBe('effect');
    expect(verdictOf({ percent: -1, interval: [-4, 2] }).claim).toBe('no_material_change');
  });

  it('names every refusal that bites', () => {
    expect(rulesOf({ treatedClusters: 0, controlClusters: 0, treatedDevelopers: 0 })).toEqual([
      'minimum_group',
      'few_treated_clusters',
      'few_control_clusters',
      'few_adopters',
    ]);
  });
});

it('cannot tell below half the breakdown, or where trends could not be tested', () => {
  expect(verdictOf({ breakdown: 0.5 }).claim).toBe('associated');
  expect(verdictOf({ breakdown: 0.49 }).claim).toBe('cannot_tell');
  expect(verdictOf({ preTrendP: null }).claim).toBe('cannot_tell');
  expect(verdictOf({ detectablePercent: null }).claim).toBe('cannot_tell');
});

it('says that the first weeks show nothing where they do not', () => {
  const [reason] = verdictOf({ breakdown: 0 }).reasons;
  expect(reason?.rule).toBe('breakdown');
  expect(reason?.words).toContain('no change is clear: what came later may be drift');
});

it('allows counts less than times', () => {
  const over = { detectablePercent: 31, percent: 12, interval: [7, 17] } as const;
  expect(verdictOf({ ...over, measure: 'cycle_time' }).claim).toBe('effect');
  expect(verdictOf({ ...over, measure: 'throughput' }).claim).toBe('cannot_tell');
  expect(verdictOf({ ...over, measure: 'throughput', detectablePercent: 30 }).claim).toBe('effect');
});

it('says that nothing material changed only within 5 % on either side', () => {
  expect(verdictOf({ percent: 0, interval: [-4.9, 4.9] }).claim).toBe('no_material_change');
  expect(verdictOf({ percent: 0, interval: [-4.9, 5] }).claim).toBe('cannot_tell');
  expect(verdictOf({ percent: 0, interval: [-5, 4.9] }).claim).toBe('cannot_tell');
});

it('takes one step off for each thing that speaks against it', () => {
  expect(verdictOf({ placeboRate: 0.2, placeboTimeP: 0.01 }).claim).toBe('cannot_tell');
  expect(verdictOf({ percent: 0, interval: [-4, 4], placeboRate: 0.2 }).claim).toBe('cannot_tell');
});

it('shows what those who stayed say where many joined or left', () => {
  const [reason] = verdictOf({ movedShare: 0.25 }).reasons;
  expect(reason?.words).toContain('-11.0 % (95 % interval -17.0 to -5.0 %)');
});

it('shows randomisation inference beside few clusters', () => {
  const { reasons } = verdictOf({ clusters: 9, randomisationP: 0.031 });
  expect(reasons[0]?.words).toContain('p = 0.031');
});

describe('throughput that rises', () => {
  const rise = { measure: 'throughput', percent: 12, interval: [7, 17] } as const;

  it('is never shown alone where pull requests became smaller', () => {
    expect(rulesOf({ ...rise, sizePercent: -15 })).toEqual(['guards']);
    expect(rulesOf({ ...rise, sizePercent: -14.9 })).toEqual([]);
    expect(rulesOf({ measure: 'throughput', sizePercent: -40 })).toEqual([]);
  });

  it('is never shown alone where reverts rose', () => {
    expect(rulesOf({ ...rise, didRevertsRise: true })).toEqual(['guards']);
  });
});

describe('the sentence', () => {
  it.each([
    [
      'effect',
      {},
      'Adopting the tool made cycle time 12.0 % lower (95 % interval -17.0 to -7.0 %;',
    ],
    ['associated', { breakdown: 0.6 }, 'went along with cycle time 12.0 % lower'],
    ['no_material_change', { percent: 1, interval: [-2, 4] }, 'did not materially change'],
    ['cannot_tell', { percent: 1, interval: [-9, 12] }, 'It cannot be told whether'],
    ['descriptive_only', { preWeeks: 3 }, 'There is too little to say whether'],
  ] as const)('of %s says what is known and how surely', (claim, over, words) => {
    const verdict = verdictOf(over);
    expect(verdict.claim).toBe(claim);
    expect(verdict.words).toContain(words);
    expect(verdict.words).toContain('80 adopters against 90 developers without the tool');
    expect(verdict.words).toContain('5000 pull requests');
  });
});
