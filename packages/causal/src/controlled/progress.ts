/** Is told which share of an answer is worked out, in `(0, 1]`. */
export type OnProgress = (share: number) => void;

/** For whoever does not ask. */
export const toldToNobody: OnProgress = () => undefined;

/** Shares of the whole that are done after each step, by the time that the steps take. */
export const doneAfter = {
  layout: 0.05,
  primary: 0.1,
  robustness: 0.25,
  guards: 0.3,
  placebos: 0.7,
  naive: 0.85,
} as const;

/** Tells of a part of the work as of the stretch of the whole that it is; the start is not told again. */
export function between(onProgress: OnProgress, from: number, to: number): OnProgress {
  let told = from;
  return (share) => {
    const next = from + share * (to - from);
    if (next <= told) return;
    told = next;
    onProgress(next);
  };
}
