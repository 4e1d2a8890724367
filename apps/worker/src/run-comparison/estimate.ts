import {
  beforeAfter,
  controlledComparison,
  type ComparisonResult,
  type ComputationStamp,
  type ControlledInput,
} from '@uplift/causal';

/** A question to an estimator, with everything that the answer depends on: it can cross threads. */
export type EstimateRequest = {
  readonly method: string;
  readonly input: ControlledInput;
  readonly stamp: ComputationStamp;
};

/** Answers a question, here or elsewhere. */
export type Estimator = (request: EstimateRequest) => Promise<ComparisonResult>;

type Method = (input: ControlledInput, stamp: ComputationStamp) => ComparisonResult;

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
export function estimate({ method, input, stamp }: EstimateRequest): ComparisonResult {
  const answer = methods.get(method);
  if (answer === undefined) throw new RangeError(`no method "${method}"`);
  return answer(input, stamp);
}
