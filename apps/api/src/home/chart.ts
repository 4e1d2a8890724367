import type { SeriesPoint } from '@uplift/contracts';

import { linePath, round, runsOf, valueAxis, type Axis } from './chart-geometry.ts';
import { bare, dayWords, monthWords, written, type Scale } from './format.ts';
import { html, type Html } from './html.ts';

const WIDTH = 560;
const HEIGHT = 200;
const PLOT = { left: 44, right: 508, top: 12, zero: 172 } as const;

/** What a chart shows. */
export type ChartRequest = {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  /** The same in words, for those who do not see it. */
  readonly description: string;
  readonly points: readonly SeriesPoint[];
  readonly scale: Scale;
};

type Dot = {
  readonly x: number;
  readonly value: number | null;
  readonly interval: readonly [number, number] | null;
  readonly provisional: boolean;
};

/**
 * A series as a line with its interval as a band. Gaps stay gaps; what can still change is dashed,
 * with hollow dots on a grey ground.
 */
export function seriesChart({ id, title, description, points, scale }: ChartRequest): Html {
  const step = (PLOT.right - PLOT.left) / Math.max(1, points.length);
  const dots = points.map((point, index) => toDot(point, PLOT.left + step * (index + 0.5)));
  const axis = valueAxis(largestOf(dots), PLOT, scale.divisor);
  return html`<svg
    class="chart"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    role="img"
    aria-labelledby="${id}-title ${id}-desc"
  >
    <title id="${id}-title">${title}</title>
    <desc id="${id}-desc">${description}</desc>
    ${provisionalGround(dots, step)}${grid(axis, scale)}${months(points, step)}
    ${bands(dots, axis)}${lines(dots, axis)}${marks(dots, axis)}${lastLabel(dots, axis, scale)}
  </svg>`;
}

function toDot({ status, value, interval, provisional }: SeriesPoint, x: number): Dot {
  return { x, value: status === 'measured' ? value : null, interval, provisional };
}

function largestOf(dots: readonly Dot[]): number {
  const values = dots.flatMap(({ value, interval }) => [value ?? 0, interval?.[1] ?? 0]);
  const largest = Math.max(...values, 0);
  return largest > 0 ? largest : 1;
}

function provisionalGround(dots: readonly Dot[], step: number): Html[] {
  return runsOf(dots, ({ provisional }) => provisional).map((run) => {
    const from = (run[0]?.x ?? 0) - step / 2;
    return html`<rect
      class="running"
      x="${round(from)}"
      y="${PLOT.top}"
      width="${round(run.length * step)}"
      height="${PLOT.zero - PLOT.top}"
    />`;
  });
}

function grid(axis: Axis, scale: Scale): Html[] {
  const top = axis.ticks.at(-1);
  const decimals = axis.ticks.every((tick) => Number.isInteger(round(tick / scale.divisor)))
    ? 0
    : 1;
  return axis.ticks.map((tick) => {
    const y = round(axis.place(tick));
    const shown = { ...scale, decimals: Math.max(decimals, tickDecimals(axis, scale)) };
    const label = tick === top ? written(tick, shown) : bare(tick, shown);
    return html`<line
        class="${tick === 0 ? 'zero' : 'grid'}"
        x1="${PLOT.left}"
        x2="${PLOT.right}"
        y1="${y}"
        y2="${y}"
      /><text class="axis" x="${PLOT.left - 6}" y="${y + 4}" text-anchor="end">${label}</text>`;
  });
}

/** Decimals that tell neighbouring ticks apart, and no more. */
function tickDecimals(axis: Axis, { divisor }: Scale): number {
  const step = (axis.ticks[1] ?? 1) / divisor;
  if (step >= 1) return Number.isInteger(step) ? 0 : 1;
  return Math.min(3, Math.ceil(-Math.log10(step) + (step < 1 && `${step}`.includes('25') ? 1 : 0)));
}

function months(points: readonly SeriesPoint[], step: number): Html[] {
  let previous = '';
  return points.flatMap(({ from }, index) => {
    const month = monthWords(new Date(from));
    const isNew = month !== previous && index > 0;
    previous = month;
    if (!isNew) return [];
    const x = round(PLOT.left + step * (index + 0.5));
    return [
      html`<text class="axis" x="${x}" y="${PLOT.zero + 18}" text-anchor="middle">${month}</text>`,
    ];
  });
}

function bands(dots: readonly Dot[], axis: Axis): Html[] {
  const settled = runsOf(dots, (dot) => dot.interval !== null && !dot.provisional);
  return settled.map((run) => {
    const upper = run.map(({ x, interval }) => [x, axis.place(interval?.[1] ?? 0)] as const);
    const lower = run.map(({ x, interval }) => [x, axis.place(interval?.[0] ?? 0)] as const);
    const area = `${linePath([...upper, ...lower.toReversed()])}Z`;
    return html`<path class="band" d="${area}" /><path class="edge" d="${linePath(upper)}" /><path
        class="edge"
        d="${linePath(lower)}"
      />`;
  });
}

function lines(dots: readonly Dot[], axis: Axis): Html[] {
  const at = ({ x, value }: Dot) => [x, axis.place(value ?? 0)] as const;
  return runsOf(dots, ({ value }) => value !== null).flatMap((run) => {
    const firstOpen = run.findIndex(({ provisional }) => provisional);
    const settled = firstOpen < 0 ? run : run.slice(0, firstOpen);
    const open = firstOpen < 0 ? [] : run.slice(Math.max(0, firstOpen - 1));
    return [
      html`<path class="line" d="${linePath(settled.map(at))}" />`,
      html`<path class="line open" d="${linePath(open.map(at))}" />`,
    ];
  });
}

function marks(dots: readonly Dot[], axis: Axis): Html[] {
  return dots.flatMap((dot, index) => {
    if (dot.value === null) return [];
    const y = round(axis.place(dot.value));
    const isAlone = dots[index - 1]?.value == null && dots[index + 1]?.value == null;
    const isLastSettled = !dot.provisional && dots[index + 1]?.provisional !== false;
    if (!dot.provisional && !isAlone && !isLastSettled) return [];
    const whisker =
      dot.provisional && dot.interval !== null
        ? html`<line
            class="edge"
            x1="${round(dot.x)}"
            x2="${round(dot.x)}"
            y1="${round(axis.place(dot.interval[0]))}"
            y2="${round(axis.place(dot.interval[1]))}"
          />`
        : null;
    return [
      html`${whisker}<circle
          class="${dot.provisional ? 'dot open' : 'dot'}"
          cx="${round(dot.x)}"
          cy="${y}"
          r="3.5"
        />`,
    ];
  });
}

function lastLabel(dots: readonly Dot[], axis: Axis, scale: Scale): Html | null {
  const last = dots.findLast(({ value }) => value !== null);
  if (last === undefined || last.value === null) return null;
  const y = round(axis.place(last.value)) + 4;
  return html`<text class="label" x="${round(last.x) + 9}" y="${y}"
    >${written(last.value, scale)}</text
  >`;
}

/** The same numbers as a table, for those who read rather than look. */
export function seriesTable(points: readonly SeriesPoint[], scale: Scale): Html {
  return html`<details>
    <summary>Numbers</summary>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Week of</th>
            <th scope="col">Value</th>
            <th scope="col">95% interval</th>
            <th scope="col">n</th>
          </tr>
        </thead>
        <tbody>
          ${points.toReversed().map((point) => tableRow(point, scale))}
        </tbody>
      </table>
    </div>
  </details>`;
}

function tableRow(point: SeriesPoint, scale: Scale): Html {
  const { value, interval, sampleSize, provisional, reason } = point;
  const week = html`<th scope="row">
    ${dayWords(new Date(point.from))}${provisional ? ', provisional' : ''}
  </th>`;
  if (value === null)
    return html`<tr>
      ${week}
      <td colspan="3">${reason}</td>
    </tr>`;
  const range =
    interval === null
      ? 'a full count'
      : `${bare(interval[0], scale)} to ${written(interval[1], scale)}`;
  return html`<tr>
    ${week}
    <td>${written(value, scale)}</td>
    <td>${range}</td>
    <td>${sampleSize}</td>
  </tr>`;
}
