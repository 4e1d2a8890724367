import { LinePath } from '@visx/shape';

import type { SeriesPoint } from '../api/series.ts';
import { figure } from '../format/measured.ts';
import { stateOf, type Plot } from './plot.ts';

/** A clock: what it is called, whose it is, and its medians. */
export type Clock = {
  readonly label: string;
  readonly kind: 'human' | 'ai';
  readonly points: readonly SeriesPoint[];
};

type LineProps = { readonly clock: Clock; readonly plot: Plot; readonly isNarrow: boolean };

/** Its medians, with what it is called beside the last that stands. */
export function ClockLine({ clock: { label, kind, points }, plot, isNarrow }: LineProps) {
  const last = points.findLastIndex((point) => stateOf(point) === 'measured');
  const value = points[last]?.value ?? null;
  return (
    <g>
      <ClockPath plot={plot} points={points} kind={kind} />
      {value !== null && (
        <>
          <circle cx={plot.x(last)} cy={plot.y(value)} r={3.5} className={`clock-dot-${kind}`} />
          <EndLabel
            place={
              isNarrow
                ? { x: plot.frame.right, y: aboveAll(plot, points), isEnd: true }
                : { x: plot.frame.right + 12, y: plot.y(value) + 1, isEnd: false }
            }
            kind={kind}
            label={label}
            told={told(points[last])}
          />
        </>
      )}
    </g>
  );
}

/** Solid or dashed while it stands; thin with hollow dots where it may change. */
function ClockPath({
  plot,
  points,
  kind,
}: Pick<Clock, 'points' | 'kind'> & { readonly plot: Plot }) {
  const marks = points.map((point, index) => ({ index, ...point }));
  const open = marks.filter((mark) => stateOf(mark) === 'provisional');
  const shared = {
    x: ({ index }: (typeof marks)[number]) => plot.x(index),
    y: ({ value }: (typeof marks)[number]) => plot.y(value ?? 0),
  };
  const before = marks[(open[0]?.index ?? 0) - 1];
  const isJoined = before !== undefined && before.value !== null;
  return (
    <>
      <LinePath
        {...shared}
        data={marks}
        defined={(mark) => stateOf(mark) === 'measured'}
        className={`clock-${kind}`}
      />
      <LinePath
        {...shared}
        data={isJoined ? [before, ...open] : open}
        className={`clock-${kind} clock-open`}
      />
      {open.map((mark) => (
        <circle
          key={mark.index}
          cx={shared.x(mark)}
          cy={shared.y(mark)}
          r={3.5}
          className={`clock-${kind} clock-dot-open`}
        />
      ))}
    </>
  );
}

/** Where a label over a line crosses no part of it. */
function aboveAll(plot: Plot, points: readonly SeriesPoint[]): number {
  const tops = points.flatMap(({ value }) => (value === null ? [] : [plot.y(value)]));
  return Math.min(...tops) - 8;
}

function told(point: SeriesPoint | undefined): string {
  if (point === undefined || point.value === null) return '';
  const { value, interval } = figure('seconds', point.value, point.interval);
  return [value, interval].filter((part) => part !== null).join(' ');
}

function EndLabel({
  place,
  kind,
  label,
  told: text,
}: {
  readonly place: { readonly x: number; readonly y: number; readonly isEnd: boolean };
  readonly kind: Clock['kind'];
  readonly label: string;
  readonly told: string;
}) {
  const anchor = place.isEnd ? 'chart-axis-left' : '';
  return (
    <>
      <text x={place.x} y={place.y} className={`chart-label chart-label-${kind} ${anchor}`}>
        {place.isEnd ? `${label} ${text}` : label}
      </text>
      {!place.isEnd && (
        <text x={place.x} y={place.y + 16} className="chart-axis">
          {text}
        </text>
      )}
    </>
  );
}
