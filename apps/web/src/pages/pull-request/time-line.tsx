import type { PullRequestDetail } from '../../api/pull-requests.ts';
import { useWidth } from '../../charts/use-width.ts';
import { shortDay } from '../../format/dates.ts';

const HEIGHT = 74;
const EDGE = 10;
const LEAST_LABEL = 56;
const DAY = 86_400_000;

type Told = Pick<
  PullRequestDetail,
  'segments' | 'events' | 'firstCommitAt' | 'readyAt' | 'firstReviewAt' | 'approvedAt' | 'mergedAt'
>;

/** The stages of a pull request in true time, its milestones above, AI reviews as small dots. */
export function TimeLine({ pullRequest, now }: { readonly pullRequest: Told; readonly now: Date }) {
  const { place, width } = useWidth<HTMLDivElement>();
  return (
    <div ref={place} className="time-line">
      {width > 0 && <TimeLineDrawing pullRequest={pullRequest} now={now} width={width} />}
    </div>
  );
}

/** The drawing at a width; what it shows stands in the story below. */
function TimeLineDrawing({
  pullRequest,
  now,
  width,
}: {
  readonly pullRequest: Told;
  readonly now: Date;
  readonly width: number;
}) {
  const { segments } = pullRequest;
  const span = spanOf(pullRequest, now);
  const x = (instant: number) => placeIn(instant, { ...span, width });
  return (
    <svg
      className="chart"
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      aria-hidden="true"
    >
      {segments.map(({ stage, from, to }) => {
        const left = x(Date.parse(from));
        const right = x(to === null ? span.end : Date.parse(to));
        const place = { x: left, y: 28, width: Math.max(0, right - left), height: 18 };
        return <rect key={from} {...place} className={`stage-${stage}`} />;
      })}
      {milestonesOf(pullRequest).map(({ at, isAi }) => (
        <Milestone key={`${at} ${isAi}`} x={x(at)} isAi={isAi} />
      ))}
      {dayTicks({ ...span, width }).map((at) => (
        <text key={at} x={x(at)} y={64} className="chart-axis chart-axis-below">
          {shortDay(new Date(at))}
        </text>
      ))}
    </svg>
  );
}

function milestonesOf(told: Told): readonly { readonly at: number; readonly isAi: boolean }[] {
  const { firstCommitAt, readyAt, firstReviewAt, approvedAt, mergedAt } = told;
  const human = [firstCommitAt, readyAt, firstReviewAt, approvedAt, mergedAt].flatMap((at) =>
    at === null ? [] : [{ at: Date.parse(at), isAi: false }],
  );
  const ai = told.events.flatMap(({ kind, at, actor }) =>
    kind === 'review' && actor !== null && actor.kind !== 'human'
      ? [{ at: Date.parse(at), isAi: true }]
      : [],
  );
  const unique = new Map([...human, ...ai].map((mark) => [`${mark.at} ${mark.isAi}`, mark]));
  return [...unique.values()];
}

function Milestone({ x, isAi }: { readonly x: number; readonly isAi: boolean }) {
  return (
    <g>
      <line x1={x} x2={x} y1={18} y2={28} className="chart-tick" />
      <circle cx={x} cy={14} r={isAi ? 3 : 4.5} className={isAi ? 'milestone-ai' : 'milestone'} />
    </g>
  );
}

type Span = { readonly start: number; readonly end: number };
type Drawn = Span & { readonly width: number };

function spanOf({ segments, firstCommitAt }: Told, now: Date): Span {
  const start = Date.parse(segments[0]?.from ?? firstCommitAt);
  const to = segments.at(-1)?.to ?? null;
  const end = to === null ? now.getTime() : Date.parse(to);
  return { start, end: Math.max(end, start + 1) };
}

function placeIn(instant: number, { start, end, width }: Drawn): number {
  return EDGE + ((instant - start) / (end - start)) * Math.max(1, width - 2 * EDGE);
}

/** The midnights, UTC, that have room for their names. */
function dayTicks(drawn: Drawn): readonly number[] {
  const { start, end, width } = drawn;
  const first = Math.ceil(start / DAY) * DAY;
  const days = Math.max(0, Math.floor((end - first) / DAY) + 1);
  const room = Math.max(1, Math.floor((width - 2 * EDGE) / LEAST_LABEL));
  const every = Math.max(1, Math.ceil(days / room));
  const midnights = Array.from({ length: days }, (_, day) => first + day * DAY);
  return midnights.filter((at, day) => {
    const x = placeIn(at, drawn);
    return day % every === 0 && x >= LEAST_LABEL / 2 && x <= width - LEAST_LABEL / 2;
  });
}
