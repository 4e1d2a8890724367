/** A clock that ticks as this machine's does, and can be set. */
export type StoryClock = {
  readonly now: () => Date;
  readonly setTo: (instant: Date) => void;
  /** From now on it shows what this machine's clock shows. */
  readonly setToMachine: () => void;
};

/** A clock that begins at an instant. */
export function openStoryClock(instant: Date): StoryClock {
  let aheadMs = 0;
  const setTo = (to: Date): void => {
    aheadMs = to.getTime() - Date.now();
  };
  setTo(instant);
  return {
    now: () => new Date(Date.now() + aheadMs),
    setTo,
    setToMachine: () => {
      aheadMs = 0;
    },
  };
}
