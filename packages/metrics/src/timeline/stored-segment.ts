import { stages, type StageSegment } from '../facts.ts';

/** A stored segment with its instants; none of a stage that is not known any more. */
export function parseSegment({
  stage,
  from,
  to,
}: {
  readonly stage: string;
  readonly from: string;
  readonly to: string | null;
}): StageSegment[] {
  const known = stages.find((name) => name === stage);
  if (known === undefined) return [];
  return [{ stage: known, from: new Date(from), to: to === null ? null : new Date(to) }];
}
