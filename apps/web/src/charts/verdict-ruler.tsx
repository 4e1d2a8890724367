import { changeWithInterval, percentChange } from '../format/numbers.ts';
import { ZONE_PERCENT, type Tone } from '../words/readings.ts';
import { useWidth } from './use-width.ts';

type Change = {
  readonly percent: number | null;
  readonly interval: readonly [number, number] | null;
};

/** An answer on its scale. */
export type VerdictRulerProps = {
  readonly effect: Change;
  /** The plain before and after. */
  readonly naive: Change | undefined;
  /** The smallest change that would have been seen, in percent, unsigned. */
  readonly visible: number | null;
  readonly tone: Tone;
  /** What a change down and up is called. */
  readonly words: { readonly lower: string; readonly higher: string };
  readonly label: string;
};

const HEIGHT = 172;
const AXIS = 118;
const MAIN = 48;
const NAIVE = 99;
const EDGE = 22;
const SCALES = [10, 15, 20, 30, 40, 60, 80, 100, 150, 200, 400];

/** The change with its interval, the zone that does not matter, and the plain answer, hollow. */
export function VerdictRuler(props: VerdictRulerProps) {
  const { place, width } = useWidth<HTMLDivElement>();
  return (
    <div ref={place} className="verdict-ruler" role="img" aria-label={props.label}>
      {width > 0 && <VerdictDrawing {...props} width={width} />}
    </div>
  );
}

/** The drawing of it, as wide as it is told. */
export function VerdictDrawing(props: VerdictRulerProps & { readonly width: number }) {
  const { effect, naive, visible, tone, words, width } = props;
  const reach = reachFor(props);
  const half = width / 2 - EDGE;
  const x = (value: number) =>
    width / 2 + (Math.min(Math.max(value, -reach), reach) / reach) * half;
  const sign = (effect.percent ?? -1) < 0 ? -1 : 1;
  return (
    <svg
      className={`ruler ruler-${tone}`}
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      aria-hidden="true"
    >
      <Zone x={x} />
      <Main change={effect} x={x} />
      {naive !== undefined && naive.percent !== null && (
        <Plain change={naive} x={x} width={width} />
      )}
      <Axis reach={reach} x={x} width={width} />
      <text x={EDGE} y={AXIS + 36} className="chart-axis">
        ← {words.lower}
      </text>
      <text x={width - EDGE} y={AXIS + 36} className="chart-axis chart-axis-end">
        {words.higher} →
      </text>
      {visible !== null && visible <= reach && (
        <path d={`M${x(sign * visible)} ${AXIS - 9}l5 9h-10z`} className="ruler-visible" />
      )}
    </svg>
  );
}

function reachFor({ effect, naive, visible }: VerdictRulerProps): number {
  const bounds = [...(effect.interval ?? []), effect.percent, naive?.percent, visible].map(
    (bound) => Math.abs(bound ?? 0),
  );
  const most = Math.max(...bounds, ZONE_PERCENT);
  return SCALES.find((scale) => scale >= most * 1.05) ?? 400;
}

function Zone({ x }: Pick<Marked, 'x'>) {
  return (
    <g>
      <rect
        x={x(-ZONE_PERCENT)}
        y={14}
        width={x(ZONE_PERCENT) - x(-ZONE_PERCENT)}
        height={AXIS - 14}
        className="ruler-zone"
      />
      <text x={x(0)} y={10} className="chart-axis chart-axis-below">
        too small to matter (±{ZONE_PERCENT}%)
      </text>
      <line x1={x(0)} x2={x(0)} y1={14} y2={AXIS} className="ruler-zero" />
    </g>
  );
}

type Marked = { readonly change: Change; readonly x: (value: number) => number };

function Main({ change: { percent, interval }, x }: Marked) {
  if (percent === null) return null;
  const at = x(percent);
  return (
    <g>
      {interval !== null && (
        <>
          <line
            x1={x(interval[0])}
            x2={x(interval[1])}
            y1={MAIN}
            y2={MAIN}
            className="ruler-interval ruler-interval-main"
          />
          <text x={x(interval[0])} y={MAIN + 20} className="chart-axis chart-axis-below">
            {percentChange(interval[0]).replace('%', '')}
          </text>
          <text x={x(interval[1])} y={MAIN + 20} className="chart-axis chart-axis-below">
            {percentChange(interval[1]).replace('%', '')}
          </text>
        </>
      )}
      <path d={`M${at} ${MAIN - 8}l8 8l-8 8l-8 -8z`} className="ruler-mark" />
      <text x={at} y={MAIN - 14} className="ruler-main-label">
        {percentChange(percent)}
      </text>
    </g>
  );
}

function Plain({ change, x, width }: Marked & { readonly width: number }) {
  const { percent, interval } = change;
  if (percent === null) return null;
  const at = x(percent);
  const isLeft = at < width / 2;
  return (
    <g className="ruler-naive">
      {interval !== null && <line x1={x(interval[0])} x2={x(interval[1])} y1={NAIVE} y2={NAIVE} />}
      <circle cx={at} cy={NAIVE} r={4} />
      <text
        x={isLeft ? EDGE : width - EDGE}
        y={NAIVE - 10}
        className={isLeft ? 'chart-axis' : 'chart-axis chart-axis-end'}
      >
        plain before and after: {changeWithInterval(percent, interval)}
      </text>
    </g>
  );
}

function Axis({
  reach,
  x,
  width,
}: {
  readonly reach: number;
  readonly x: (value: number) => number;
  readonly width: number;
}) {
  return (
    <g>
      <line x1={EDGE} x2={width - EDGE} y1={AXIS} y2={AXIS} className="ruler-zero" />
      {[-reach, -reach / 2, 0, reach / 2, reach].map((value) => (
        <text key={value} x={x(value)} y={AXIS + 17} className="chart-axis chart-axis-below">
          {value === 0 ? '0' : percentChange(value)}
        </text>
      ))}
    </g>
  );
}
