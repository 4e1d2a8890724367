import type { Series } from '../../api/series.ts';
import {
  noFigureWords,
  numbered,
  settledPoint,
  type Counted,
} from '../../charts/series-readings.ts';
import { bucket } from '../../format/dates.ts';
import { figure } from '../../format/measured.ts';
import { KeyFigure, NoFigure } from '../../ui/key-figure.tsx';

/** The last value of a series that stands, with interval, n and when. */
export function PointFigure({
  series,
  counted,
}: {
  readonly series: Series;
  readonly counted: Counted;
}) {
  const point = settledPoint(series);
  const value = point?.value ?? null;
  if (point === null || value === null) {
    return <NoFigure why={noFigureWords(series)} />;
  }
  const when = bucket(series.grain, new Date(point.from), new Date(point.to));
  return (
    <KeyFigure
      figure={figure(series.unit, value, point.interval)}
      n={`n = ${numbered(point.sampleSize ?? 0, counted)}, ${when}`}
    />
  );
}
