import type { SeriesPoint } from '@uplift/contracts';
import {
  catalogue,
  DAY_MILLISECONDS,
  type MeasureId,
  type Measurement,
  type Window,
} from '@uplift/metrics';

/** Why a view is not shown, given the least number of people that a figure may be about. */
export function smallGroupWords(minimum: number): string {
  return `about fewer than ${minimum} people, or all but fewer than ${minimum}: not shown`;
}

const NOTHING = {
  value: null,
  p75: null,
  p90: null,
  mean: null,
  stages: null,
  interval: null,
} as const;

/** A measure in a bucket. */
export type PointRequest = {
  readonly measure: MeasureId;
  readonly bucket: Window;
  readonly now: Date;
  /** The key of the calendar whose working hours are asked for, if any are. */
  readonly workingBy?: string | null;
};

/** A point as the answer shows it; `undefined` where nothing happened in the bucket. */
export function pointOf(request: PointRequest, found: Measurement | undefined): SeriesPoint {
  const measurement = found ?? nothingHappened(request);
  const frame = frameOf(request);
  if (measurement.status === 'measured') {
    const { value, p75, p90, mean, stages = null, interval, sampleSize } = measurement;
    return {
      ...frame,
      status: 'measured',
      value,
      p75,
      p90,
      mean,
      stages,
      interval: interval === null ? null : [...interval],
      sampleSize,
      reason: null,
      ...workingPart(request, measurement),
    };
  }
  const { sampleSize } = measurement;
  const reason = isToCome(request) ? 'this period has not begun' : insufficiency(measurement);
  return {
    ...frame,
    ...NOTHING,
    status: 'insufficient_data',
    sampleSize,
    reason,
    ...workingPart(request, null),
  };
}

/** A point of a line that is about fewer people than the minimum. */
export function suppressedPoint(request: PointRequest, minimum: number): SeriesPoint {
  return {
    ...frameOf(request),
    ...NOTHING,
    status: 'suppressed',
    sampleSize: null,
    reason: smallGroupWords(minimum),
    ...workingPart(request, null),
  };
}

/** What was measured in working hours; figures by another calendar than that of now are none. */
function workingPart(
  { workingBy }: PointRequest,
  measured: Extract<Measurement, { readonly status: 'measured' }> | null,
): Pick<SeriesPoint, 'working'> {
  if (workingBy === undefined) return {};
  const { working } = measured ?? {};
  if (working === undefined || working.calendar !== workingBy) return { working: null };
  const { value, p75, p90, mean, stages, interval } = working;
  const bounds = interval === null ? null : ([interval[0], interval[1]] as [number, number]);
  return { working: { value, p75, p90, mean, stages, interval: bounds } };
}

function frameOf({ measure, bucket, now }: PointRequest) {
  const settledAt = bucket.to.getTime() + catalogue[measure].provisionalDays * DAY_MILLISECONDS;
  return {
    from: bucket.from.toISOString(),
    to: bucket.to.toISOString(),
    provisional: now.getTime() < settledAt,
  };
}

/** A count of nothing is zero; of nothing there is no median and no share. */
function nothingHappened(request: PointRequest): Measurement {
  if (catalogue[request.measure].unit !== 'count' || isToCome(request)) {
    return { status: 'insufficient_data', sampleSize: 0, required: 1 };
  }
  const none = { p75: null, p90: null, mean: null, interval: null };
  return { status: 'measured', value: 0, ...none, sampleSize: 0 };
}

function isToCome({ bucket, now }: PointRequest): boolean {
  return bucket.from > now;
}

/** Why there is no value, in words. */
export function insufficiency({
  sampleSize,
  required,
}: Pick<Extract<Measurement, { status: 'insufficient_data' }>, 'sampleSize' | 'required'>): string {
  if (sampleSize === 0) return 'nothing to measure in this period';
  return `${sampleSize} to measure, at least ${required} are needed`;
}
