/**
 * Effects by time relative to treatment, all against one base (long differences of a universal base):
 * the base itself, zero by definition, stands between the pre and the post effects and is left out.
 */
export type EventStudy = {
  /** Before the base, in order of time. At least one. */
  readonly pre: Float64Array;
  /** From treatment on, in order of time. At least one. */
  readonly post: Float64Array;
  /** Row-major, of `pre` and then `post`. */
  readonly covariance: Float64Array;
};

/** A weighted sum of effects, and its error. */
export type Linear = { readonly value: number; readonly variance: number };

/** The steps `δ_{s+1} − δ_s` before treatment, the last of which ends at the base. As weights. */
export function preSteps({ pre, post }: EventStudy): readonly Float64Array[] {
  return Array.from(pre, (_, index) => {
    const weights = new Float64Array(pre.length + post.length);
    weights[index] = -1;
    if (index + 1 < pre.length) weights[index + 1] = 1;
    return weights;
  });
}

/** A weighted sum of the effects of a study; weights as in its covariance. */
export function linear({ pre, post, covariance }: EventStudy, weights: Float64Array): Linear {
  const size = pre.length + post.length;
  let value = 0;
  let variance = 0;
  for (let row = 0; row < size; row += 1) {
    value += weights[row] * (row < pre.length ? pre[row] : post[row - pre.length]);
    for (let column = 0; column < size; column += 1) {
      variance += weights[row] * weights[column] * covariance[row * size + column];
    }
  }
  return { value, variance: Math.max(0, variance) };
}

/**
 * Weights over all effects that pick a target among the post ones.
 *
 * @param target - over the post effects; their plain mean where it is left out
 * @throws {RangeError} if the study has no pre or no post effect, or lengths disagree
 */
export function targetWeights(study: EventStudy, target?: ArrayLike<number>): Float64Array {
  const { pre, post, covariance } = study;
  const size = pre.length + post.length;
  if (pre.length === 0 || post.length === 0) throw new RangeError('no effect on one side');
  if (covariance.length !== size ** 2) throw new RangeError('covariance and effects disagree');
  if (target !== undefined && target.length !== post.length) {
    throw new RangeError(`${target.length} weights for ${post.length} effects`);
  }
  return Float64Array.from({ length: size }, (_, index) => {
    if (index < pre.length) return 0;
    return target === undefined ? 1 / post.length : target[index - pre.length];
  });
}
