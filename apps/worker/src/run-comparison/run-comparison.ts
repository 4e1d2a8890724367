import {
  toldOfCohorts,
  type BeforeAfterMeasure,
  type ComparisonResult,
  type DividedPopulation,
  type OnProgress,
} from '@uplift/causal';
import {
  claimComparison,
  findDataVersion,
  findMinimumGroup,
  settleComparison,
  withOrganization,
  type ComparisonOutcome,
  type Database,
  type StoredComparison,
  type Transaction,
} from '@uplift/db';

import { comparisonInput } from './comparison-input.ts';
import { estimate, isMethod, type EstimateRequest, type Estimator } from './estimate.ts';
import { readPopulation } from './read-population.ts';
import { watchRun } from './watch-run.ts';

/** A comparison of an organisation. */
export type ComparisonKey = { readonly organizationId: number; readonly comparisonId: number };

/** What answering takes. */
export type RunComparisonDeps = {
  readonly db: Database;
  readonly now: () => Date;
  /** Where the numbers are worked out; in this thread, unless told. */
  readonly estimate?: Estimator;
  /** Is told which share is worked out, besides the comparison's own row. */
  readonly onProgress?: OnProgress;
};

type Material = DividedPopulation & {
  readonly dataVersion: number;
  readonly minimumGroup: number;
};

/**
 * Answers one saved comparison. The data is read in one transaction, so that the answer belongs to
 * one version of it; a crash leaves the comparison running, and the next ring answers it again. While
 * it runs its row tells how far it is; once that row is cancelled, by whichever process, the work is
 * stopped and nothing of it kept.
 */
export async function runComparison(key: ComparisonKey, deps: RunComparisonDeps): Promise<void> {
  const { organizationId, comparisonId } = key;
  const inOrganization = <Result>(work: (tx: Transaction) => Promise<Result>) =>
    withOrganization(deps.db, organizationId, work);

  const claimed = await inOrganization(async (tx) => {
    const comparison = await claimComparison(tx, comparisonId);
    if (comparison === null) return null;
    const population = await readPopulation(tx, comparison.question, deps.now());
    const dataVersion = await findDataVersion(tx, organizationId);
    const minimumGroup = await findMinimumGroup(tx);
    return { comparison, material: { ...population, dataVersion, minimumGroup } };
  });
  if (claimed === null) return;

  const outcome = await answer(key, claimed, deps);
  if (outcome === null) return;
  await inOrganization((tx) => settleComparison(tx, { id: comparisonId, outcome, at: deps.now() }));
}

type Claimed = { readonly comparison: StoredComparison; readonly material: Material };

/** Null if it was cancelled meanwhile. */
async function answer(
  key: ComparisonKey,
  claimed: Claimed,
  deps: RunComparisonDeps,
): Promise<ComparisonOutcome | null> {
  const { measure, method } = claimed.comparison;
  if (!isMeasure(measure) || !isMethod(method)) {
    const failure = `no method "${method}" compares the measure "${measure}"`;
    return { status: 'failed', failure };
  }
  const request = requestOf(claimed, { measure, computedAt: deps.now() });
  const result = await watched(key, request, deps);
  if (result === null) return null;
  const { leftOut, dataVersion } = claimed.material;
  const told = toldOfCohorts(result, claimed.comparison.question, leftOut);
  return { status: 'done', result: told, dataVersion };
}

async function watched(
  key: ComparisonKey,
  request: EstimateRequest,
  { db, estimate: elsewhere, onProgress: tell }: RunComparisonDeps,
): Promise<ComparisonResult | null> {
  const run = watchRun(key, { db });
  const onProgress = (share: number) => {
    run.note(share);
    tell?.(share);
  };
  try {
    return await (elsewhere?.(request, { onProgress, signal: run.cancelled }) ??
      estimate(request, { onProgress }));
  } catch (error) {
    if (run.cancelled.aborted) return null;
    throw error;
  } finally {
    await run.end();
  }
}

function requestOf(
  { comparison, material }: Claimed,
  { measure, computedAt }: { readonly measure: BeforeAfterMeasure; readonly computedAt: Date },
): EstimateRequest {
  const { method, question } = comparison;
  return {
    method,
    input: comparisonInput(material, {
      ...question,
      measure,
      minimumGroup: material.minimumGroup,
    }),
    stamp: { dataVersion: String(material.dataVersion), computedAt },
  };
}

function isMeasure(measure: string): measure is BeforeAfterMeasure {
  return measure === 'cycle_time' || measure === 'throughput';
}
