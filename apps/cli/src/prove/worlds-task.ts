import { proofSettings, runWorld, type ProofSetting, type WorldRecord } from '@uplift/causal';

/** Some worlds of a setting: what one thread is given at a time. */
export type WorldsTask = {
  readonly setting: string;
  readonly seed: number;
  /** Indexes from here up to, and without, there. */
  readonly from: number;
  readonly to: number;
};

/**
 * Plays worlds and asks every method about each; the function that threads run.
 *
 * @throws {RangeError} if no setting has the name
 */
export function runWorlds({ setting, seed, from, to }: WorldsTask): readonly WorldRecord[] {
  const known = settingOf(setting);
  return Array.from({ length: to - from }, (_, index) =>
    runWorld(known, { seed, index: from + index }),
  );
}

/** @throws {RangeError} if no setting has the name */
export function settingOf(name: string): ProofSetting {
  const setting = proofSettings.find((one) => one.name === name);
  if (setting === undefined) throw new RangeError(`no setting is called ${name}`);
  return setting;
}
