import type { KeyboardEvent, MouseEvent, PointerEvent } from 'react';

import type { ChartContent, ChartPoint, ChartReading } from './chart-types.ts';
import { useReading } from './use-reading.ts';
import { useWidth } from './use-width.ts';

const KEYS = 'Arrow keys read the points, Home and End the first and last, T shows the table.';
const ENTER_KEY = 'Enter shows the pull requests behind a point.';
const ROOM_FOR_TIP = 190;

/** The drawing of a chart, read by keys and pointer alike: one stop of the Tab key. */
export function ChartPlot({
  title,
  content,
  onTable,
}: {
  readonly title: string;
  readonly content: ChartContent;
  readonly onTable: () => void;
}) {
  const { place, width } = useWidth<HTMLDivElement>();
  const eye = useReading(content.series, onTable);
  const { looked, reading, look } = eye;
  const positions = content.positions(width);
  const { choose } = content;
  const { point, press, onKey } = usePointing({ content, positions, width, eye });
  return (
    <div
      ref={place}
      className={choose === undefined ? 'chart-plot' : 'chart-plot chart-choosable'}
      style={{ height: content.height }}
      // The plot is a thing of its own to use, not a picture: arrow keys are its to take.
      role="application"
      aria-roledescription="chart"
      aria-label={`${title}. ${content.summary} ${choose === undefined ? KEYS : `${KEYS} ${ENTER_KEY}`}`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it takes keys
      tabIndex={0}
      onKeyDown={onKey}
      onClick={choose && press}
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={() => look(null)}
      onBlur={() => look(null)}
    >
      {width > 0 && content.draw({ width, height: content.height, ...activeOf(looked) })}
      <Told reading={reading} x={leftOf(content, looked, width)} width={width} />
    </div>
  );
}

/** What the pointer and the keys do to a chart. */
function usePointing({
  content,
  positions,
  width,
  eye,
}: {
  readonly content: ChartContent;
  readonly positions: readonly number[];
  readonly width: number;
  readonly eye: ReturnType<typeof useReading>;
}) {
  const { choose, locate } = content;
  const { looked, look, onKeyDown } = eye;
  const under = (event: MouseEvent<HTMLElement>): ChartPoint | null => {
    const box = event.currentTarget.getBoundingClientRect();
    const spot = { x: event.clientX - box.left, y: event.clientY - box.top, width };
    if (locate !== undefined) return locate(spot);
    const index = nearest(positions, spot.x);
    return index === null ? null : { series: looked?.series ?? 0, index };
  };
  const point = (event: PointerEvent<HTMLElement>) => {
    const found = under(event);
    if (found !== null) look(found);
  };
  const press = (event: MouseEvent<HTMLElement>) => {
    const found = under(event);
    if (found !== null) choose?.(found);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || looked === null || choose === undefined) return onKeyDown(event);
    event.preventDefault();
    choose(looked);
  };
  return { point, press, onKey };
}

/** Where the point that is looked at lies. */
function leftOf(content: ChartContent, looked: ChartPoint | null, width: number): number {
  if (looked === null) return 0;
  return content.placeOf?.(looked, width) ?? content.positions(width)[looked.index] ?? 0;
}

function activeOf(looked: ChartPoint | null) {
  return { active: looked?.index ?? null, activeSeries: looked?.series ?? null };
}

/** The reading of the point that is looked at, in sight and aloud. */
function Told({
  reading,
  x,
  width,
}: {
  readonly reading: ChartReading | null;
  readonly x: number;
  readonly width: number;
}) {
  return (
    <>
      {reading !== null && <Tip reading={reading} x={x} width={width} />}
      <div className="sr" role="status">
        {reading?.spoken ?? ''}
      </div>
    </>
  );
}

/** Beside the point, on the side that has room. */
function Tip({
  reading,
  x,
  width,
}: {
  readonly reading: ChartReading;
  readonly x: number;
  readonly width: number;
}) {
  const place = x + ROOM_FOR_TIP > width ? { right: width - x + 12 } : { left: x + 12 };
  return (
    <div className="chart-tip" style={place} aria-hidden="true">
      <b>{reading.title}</b>
      {reading.lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </div>
  );
}

/** The index of the position that lies nearest. */
export function nearest(positions: readonly number[], x: number): number | null {
  let best: number | null = null;
  for (const [index, position] of positions.entries()) {
    const distance = Math.abs(position - x);
    if (best === null || distance < Math.abs((positions[best] ?? 0) - x)) best = index;
  }
  return best;
}
