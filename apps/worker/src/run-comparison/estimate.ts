import {
  beforeAfter,
  controlledComparison,
  type ComparisonResult,
  type ComputationStamp,
  type ControlledInput,
  type ControlledOptions,
  type OnProgress,
} from '@uplift/causal';

/** A question to an estimator, with everything that the answer depends on: it can cross threads. */
export type EstimateRequest = {
  readonly method: string;
  readonly input: ControlledInput;
  readonly stamp: ComputationStamp;
};

/** How an estimator is watched and stopped; neither changes the answer. */
export type EstimateOptions = {
  readonly onProgress?: OnProgress;
  /** Ends the work where it is; the answer then rejects. An estimator in this thread cannot heed it. */
  readonly signal?: AbortSignal;
};

/** Answers a question, here or elsewhere. */
export type Estimator = (
  request: EstimateRequest,
  options: EstimateOptions,
) => Promise<ComparisonResult>;

type Method = (
  input: ControlledInput,
  stamp: ComputationStamp,
  options: Pick<ControlledOptions, 'onProgress'>,
) => ComparisonResult;

const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['group_time_ratio', controlledComparison],
  ['uncontrolled_before_after', beforeAfter],
]);

/** Whether there is an estimator of this name. */
export function isMethod(method: string): boolean {
  return methods.has(method);
}

/**
 * Answers in this thread.
 *
 * @throws {RangeError} if there is no estimator of this name
 */
export function estimate(
  { method, input, stamp }: EstimateRequest,
  { onProgress }: Pick<EstimateOptions, 'onProgress'> = {},
): ComparisonResult {
  const answer = methods.get(method);
  if (answer === undefined) throw new RangeError(`no method "${method}"`);
  return answer(input, stamp, onProgress === undefined ? {} : { onProgress });
}
