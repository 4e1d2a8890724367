import type { BeforeAfterMeasure } from '../../estimators/before-after-input.ts';
import {
  proofMeasures,
  proofMethods,
  type ProofMethod,
  type WorldAnswer,
  type WorldRecord,
} from '../study/run-world.ts';
import { shareOf, type Share } from '../study/wilson.ts';

/** How methods fared on a history in which every claim is a false alarm. */
export type DrawRow = {
  readonly measure: BeforeAfterMeasure;
  readonly draws: number;
  /** Draws that the verdict did not refuse at once, for want of developers, weeks or controls. */
  readonly eligible: Share;
  /** Verdicts `effect` or `associated`: of all draws, and of those that were eligible. */
  readonly claims: Share;
  readonly claimsOfEligible: Share;
  /** Of the eligible draws. */
  readonly cannotTell: Share;
  readonly noMaterialChange: Share;
  /** Intervals of the controlled comparison without zero, of those given in eligible draws. */
  readonly intervalWithoutZero: Share;
  /** Claims of the other methods by their own rules, of all draws. */
  readonly others: readonly { readonly method: ProofMethod; readonly claims: Share }[];
};

/** Totals of draws, by measure. */
export function summariseDraws(records: readonly WorldRecord[]): readonly DrawRow[] {
  const answers = records.flatMap((record) => record.answers);
  return proofMeasures.map((measure) => rowOf(measure, answers));
}

function rowOf(measure: BeforeAfterMeasure, all: readonly WorldAnswer[]): DrawRow {
  const of = (method: ProofMethod) =>
    all.filter((answer) => answer.measure === measure && answer.method === method);
  const own = of('uplift');
  const eligible = own.filter(({ claim }) => claim !== 'descriptive_only');
  const given = eligible.filter(({ interval }) => interval !== null);
  return {
    measure,
    draws: own.length,
    eligible: shareOf(eligible.length, own.length),
    claims: claimsOf(own),
    claimsOfEligible: claimsOf(eligible),
    cannotTell: share(eligible, ({ claim }) => claim === 'cannot_tell'),
    noMaterialChange: share(eligible, ({ claim }) => claim === 'no_material_change'),
    intervalWithoutZero: share(given, isWithoutZero),
    others: proofMethods
      .filter((method) => method !== 'uplift')
      .map((method) => ({ method, claims: claimsOf(of(method)) })),
  };
}

function claimsOf(answers: readonly WorldAnswer[]): Share {
  return share(answers, ({ claims }) => claims);
}

function share(answers: readonly WorldAnswer[], holds: (answer: WorldAnswer) => boolean): Share {
  return shareOf(answers.filter(holds).length, answers.length);
}

function isWithoutZero({ interval }: WorldAnswer): boolean {
  return interval !== null && (interval[0] > 0 || interval[1] < 0);
}
