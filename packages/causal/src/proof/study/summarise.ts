import type { BeforeAfterMeasure } from '../../estimators/before-after-input.ts';
import type { ProofSetting } from '../worlds/setting.ts';
import {
  proofMeasures,
  proofMethods,
  type ProofMethod,
  type WorldAnswer,
  type WorldRecord,
} from './run-world.ts';
import { averageOf, shareOf, type Average, type Share } from './wilson.ts';

/** How one method fared on one measure over the worlds of a setting. */
export type ProofRow = {
  readonly setting: string;
  readonly measure: BeforeAfterMeasure;
  readonly method: ProofMethod;
  readonly worlds: number;
  /** Mean of what was true, in percent. */
  readonly truth: number;
  /** Worlds in which a change is claimed: a false alarm where there is none, power where there is. */
  readonly claims: Share;
  /** Worlds in which a change is claimed in the wrong direction; of settings with an effect. */
  readonly wrongDirection: Share | null;
  /** Intervals that hold the truth, of those that were given; null of a method without intervals. */
  readonly coverage: Share | null;
  /** Mean deviation of the estimate from the truth, `ln((100 + estimate) / (100 + truth))` in percent. */
  readonly bias: Average;
  /** Verdicts, of a method that has them. */
  readonly verdicts: {
    readonly effect: Share;
    readonly associated: Share;
    readonly noMaterialChange: Share;
    readonly cannotTell: Share;
    readonly descriptiveOnly: Share;
  } | null;
};

/**
 * Totals of a setting: by measure, then by method.
 *
 * @param records - in any order, each index once; totals do not depend on how they were come by
 */
export function summariseSetting(
  { name }: Pick<ProofSetting, 'name'>,
  records: readonly WorldRecord[],
): readonly ProofRow[] {
  const answers = records.toSorted((a, b) => a.index - b.index).flatMap((record) => record.answers);
  return proofMeasures.flatMap((measure) =>
    proofMethods.map((method) => {
      const own = answers.filter((one) => one.measure === measure && one.method === method);
      return { setting: name, measure, method, ...totalsOf(own) };
    }),
  );
}

function totalsOf(
  answers: readonly WorldAnswer[],
): Omit<ProofRow, 'setting' | 'measure' | 'method'> {
  const worlds = answers.length;
  const count = (holds: (answer: WorldAnswer) => boolean) =>
    shareOf(answers.filter(holds).length, worlds);
  const given = answers.filter(({ interval }) => interval !== null);
  const hasVerdicts = answers.some(({ claim }) => claim !== null);
  return {
    worlds,
    truth: averageOf(answers.map(({ truth }) => truth)).mean ?? 0,
    claims: count(({ claims }) => claims),
    wrongDirection: answers.some(({ truth }) => truth !== 0) ? count(isWrongWay) : null,
    coverage: given.length === 0 ? null : shareOf(given.filter(isCovered).length, given.length),
    bias: averageOf(answers.flatMap(deviation)),
    verdicts: hasVerdicts
      ? {
          effect: count(({ claim }) => claim === 'effect'),
          associated: count(({ claim }) => claim === 'associated'),
          noMaterialChange: count(({ claim }) => claim === 'no_material_change'),
          cannotTell: count(({ claim }) => claim === 'cannot_tell'),
          descriptiveOnly: count(({ claim }) => claim === 'descriptive_only'),
        }
      : null,
  };
}

function isWrongWay({ claims, percent, truth }: WorldAnswer): boolean {
  return claims && percent !== null && percent * truth < 0;
}

function isCovered({ interval, truth }: WorldAnswer): boolean {
  return interval !== null && interval[0] <= truth && truth <= interval[1];
}

function deviation({ percent, truth }: WorldAnswer): readonly number[] {
  if (percent === null || percent <= -100) return [];
  return [100 * Math.log((100 + percent) / (100 + truth))];
}
