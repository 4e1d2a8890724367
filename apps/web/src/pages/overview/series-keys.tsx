import { EyeOff } from 'lucide-react';

import type { Series } from '../../api/series.ts';
import { stateOf } from '../../charts/plot.ts';
import { bucket } from '../../format/dates.ts';
import type { PointState } from '../../words/states.ts';

/** The marks of a chart in words: only those that are in it. */
export function SeriesKeys({ series, label }: { readonly series: Series; readonly label: string }) {
  const points = series.series[0]?.points ?? [];
  const states = new Set(points.map(stateOf));
  return (
    <>
      {states.has('measured') && (
        <span className="key">
          <svg width="22" height="12" aria-hidden="true">
            <rect width="22" height="12" className="chart-band" />
            <line x1="0" x2="22" y1="6" y2="6" className="chart-line" />
          </svg>
          {label}
        </span>
      )}
      {(states.has('provisional') || states.has('running')) && (
        <span className="key">
          <svg width="20" height="14" aria-hidden="true">
            <rect width="20" height="14" className="chart-running" />
            <circle cx="10" cy="7" r="3.5" className="chart-dot-open" />
          </svg>
          {isRunning(points.at(-1)?.to) ? `${series.grain} still running` : 'may still change'}
        </span>
      )}
      <Absent series={series} state="insufficient" />
      <Absent series={series} state="suppressed" />
    </>
  );
}

function isRunning(to: string | undefined): boolean {
  return to !== undefined && Date.parse(to) > Date.now();
}

/** Why a part of the line is missing, and which. */
function Absent({ series, state }: { readonly series: Series; readonly state: PointState }) {
  const points = (series.series[0]?.points ?? []).filter((point) => stateOf(point) === state);
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return null;
  const when = bucket(series.grain, new Date(first.from), new Date(first.to));
  const rest = points.length === 1 ? '' : ` and ${points.length - 1} more`;
  return (
    <span className="key">
      {state === 'suppressed' ? (
        <EyeOff aria-hidden="true" className="lucide" />
      ) : (
        <svg width="20" height="14" aria-hidden="true" className="key-insufficient">
          <path d="M0 14L14 0M6 14L20 0M0 6L6 0M14 14L20 8" className="chart-hatch" />
        </svg>
      )}
      {when}
      {rest}: {first.reason ?? 'no figure'}
    </span>
  );
}
