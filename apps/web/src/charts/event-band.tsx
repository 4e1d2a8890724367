import { LinePath } from '@visx/shape';

import type { EventWeek } from '../api/comparison-detail.ts';
import type { EventPlot } from './event-plot.ts';

type BandWeek = { readonly week: number; readonly band: readonly [number, number] };

/** The band in which all weeks lie together, drawn only where it is known. */
export function EventBand({
  plot,
  weeks,
}: {
  readonly plot: EventPlot;
  readonly weeks: readonly EventWeek[];
}) {
  const x = ({ week }: BandWeek) => plot.x(week);
  const low = ({ band }: BandWeek) => plot.y(band[0]);
  const high = ({ band }: BandWeek) => plot.y(band[1]);
  return runsOfBands(weeks).map((run) => {
    const around = [
      ...run.map((week) => [x(week), high(week)]),
      ...run.toReversed().map((week) => [x(week), low(week)]),
    ];
    const points = around.map((corner) => corner.map((at) => at.toFixed(1)).join(',')).join(' ');
    return (
      <g key={run[0]?.week}>
        <polygon points={points} className="event-band" />
        <LinePath data={run} x={x} y={low} className="event-band-edge" />
        <LinePath data={run} x={x} y={high} className="event-band-edge" />
      </g>
    );
  });
}

/** Weeks that follow each other, so that the band breaks where it is not known. */
function runsOfBands(weeks: readonly EventWeek[]): BandWeek[][] {
  const runs: BandWeek[][] = [];
  for (const { week, band } of weeks) {
    if (band === null) continue;
    const run = runs.at(-1);
    if (run?.at(-1)?.week === week - 1) run.push({ week, band });
    else runs.push([{ week, band }]);
  }
  return runs;
}
