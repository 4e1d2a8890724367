import type { ComparisonExclusion, ComparisonSize } from '../comparison.ts';
import { beforeAfterSize } from '../estimators/before-after.ts';
import { adoptionStarts, type AdoptionStarts } from './adoption-starts.ts';
import { inControlledOrder, type ControlledInput } from './controlled-input.ts';
import { noEvidence } from './evidence.ts';
import { sidesOfPool, type Sides } from './interval.ts';
import { expectedError } from './planned-effect.ts';
import { poolPanel, type PooledPanel } from './pool-panel.ts';
import { detectablePercent, MOST_DETECTABLE } from './power.ts';
import { layOut, type Laid } from './primary-answer.ts';
import type { VerdictFacts } from './verdict-facts.ts';
import { doubts, refusals } from './verdict-rules.ts';
import { clusteredBy } from './week-panel.ts';
import { percentText } from './words.ts';

/** What a controlled comparison would rest on, told before it is asked for; nothing of its answer. */
export type ComparisonPreview = {
  readonly n: ComparisonSize;
  /** What errors would be clustered by. */
  readonly clusteredBy: 'team' | 'developer';
  /** The smallest change that would be found four times in five, in percent; null where none can be told. */
  readonly detectable: { readonly percent: number | null; readonly words: string };
  /** Weeks before and full weeks after adoption of the median adopter. */
  readonly weeks: { readonly before: number; readonly after: number };
  readonly starts: AdoptionStarts;
  readonly exclusions: readonly ComparisonExclusion[];
  /** What would keep it from claiming anything, as far as that can be told. */
  readonly hurdles: readonly { readonly rule: string; readonly words: string }[];
};

/**
 * Lays a comparison out without answering it. The smallest detectable change is told from weeks without
 * the tool alone, so that looking at it says nothing about the effect.
 *
 * @throws {RangeError} if a day is no calendar day
 */
export function previewControlled(input: ControlledInput): ComparisonPreview {
  const ordered = inControlledOrder(input);
  const laid = layOut(ordered);
  const pooled = poolPanel(laid.panel, { scale: laid.cells.scale });
  const sides = pooled === null ? null : sidesOfPool(pooled);
  const weeks = pooled === null || sides === null ? noWeeks : medianWeeks(laid, pooled, sides);
  const error = pooled === null ? null : widerError(pooled, laid, weeks.after);
  const percent = detectablePercent(error);
  const facts = factsOf(ordered, laid, { sides, weeks, percent });
  return {
    n: {
      treatedDevelopers: facts.treatedDevelopers,
      controlDevelopers: facts.controlDevelopers,
      clusters: facts.clusters,
      pullRequests: laid.pullRequests,
      weeks: laid.panel.periods.length,
    },
    clusteredBy: laid.source.clustering.by,
    detectable: { percent, words: detectableWords(percent, MOST_DETECTABLE[input.measure]) },
    weeks,
    starts: adoptionStarts(input.developers, input.minimumGroup),
    exclusions: laid.exclusions.list(),
    hurdles: hurdlesOf(facts),
  };
}

/** The same of the uncontrolled before/after, which nobody is held against and which claims nothing. */
export function previewBeforeAfter(input: ControlledInput): ComparisonPreview {
  return {
    ...previewControlled(input),
    ...beforeAfterSize(input),
    clusteredBy: 'developer',
    detectable: {
      percent: null,
      words: 'Without controls no change can be told from what would have been anyway.',
    },
    hurdles: [{ rule: 'uncontrolled', words: 'There is no control group.' }],
  };
}

const noWeeks = { before: 0, after: 0 };

/** By what errors are clustered by, or by team, if that is more. */
function widerError(pooled: PooledPanel, { source }: Laid, after: number): number | null {
  const own = expectedError(pooled, after);
  const { teamLabels } = source.clustering;
  if (teamLabels === null) return own;
  const panel = clusteredBy(pooled.panel, source.frame, teamLabels);
  const byTeam = expectedError({ ...pooled, panel }, after);
  return own === null || byTeam === null ? own : Math.max(own, byTeam);
}

function medianWeeks({ source: { frame } }: Laid, { panel, cells }: PooledPanel, sides: Sides) {
  const rows = new Map(frame.developers.map(({ id }, row) => [String(id), row]));
  const lastPeriod = cells.reduce((period, { design }) => Math.max(period, design.period), 0);
  const lastUsed = panel.periods[lastPeriod];
  const adopters = [...panel.units.keys()].flatMap((unit) => {
    const row = rows.get(panel.units[unit]);
    return sides.isTreated[unit] === 1 && row !== undefined ? [row] : [];
  });
  const { adopted, from, to } = frame;
  const after = medianOf(adopters.map((row) => Math.min(to[row], lastUsed) - adopted[row]));
  return {
    before: medianOf(adopters.map((row) => adopted[row] - from[row])),
    after: Math.max(0, after),
  };
}

/** Half of the values are at most this; one of the values. */
function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}

type Outlook = {
  readonly sides: Sides | null;
  readonly weeks: ComparisonPreview['weeks'];
  readonly percent: number | null;
};

function factsOf(
  { measure, minimumGroup }: ControlledInput,
  { pullRequests, source }: Laid,
  { sides, weeks, percent }: Outlook,
): VerdictFacts {
  return {
    measure,
    minimumGroup,
    percent: null,
    interval: null,
    treatedDevelopers: sides?.treated ?? 0,
    controlDevelopers: sides?.controls ?? 0,
    neverDevelopers: 0,
    treatedClusters: sides?.treatedClusters ?? 0,
    controlClusters: sides?.controlClusters ?? 0,
    clusters: sides?.clusters ?? 0,
    clusterNoun: source.clustering.by,
    pullRequests,
    preWeeks: weeks.before,
    postWeeks: weeks.after,
    preTrendP: null,
    detectablePercent: percent,
    breakdown: 0,
    isHorizonCut: false,
    ...noEvidence.facts,
  };
}

function hurdlesOf(facts: VerdictFacts): ComparisonPreview['hurdles'] {
  const power = doubts.filter(({ rule }) => rule === 'detectable_effect');
  return [...refusals, ...power]
    .filter(({ bites }) => bites(facts))
    .map(({ rule, words }) => ({ rule, words: words(facts) }));
}

function detectableWords(percent: number | null, most: number): string {
  if (percent === null)
    return 'There is nobody to compare, so that no smallest detectable change can be told.';
  return (
    `A change of about ${percentText(percent)} is the smallest that would be found four times in five, ` +
    `going by how much weeks without the tool vary (at most ${most} % is fine).`
  );
}
