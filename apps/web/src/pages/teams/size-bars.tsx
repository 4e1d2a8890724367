import type { Team } from '../../api/teams.ts';
import { day } from '../../format/dates.ts';
import { count } from '../../format/numbers.ts';
import { peopleCount } from '../../words/teams.ts';

const HEIGHT = 26;
const STEP = 12;
const BAR = 9;

/** The size of a team by month: a bar each, from zero, on the scale of all teams. */
export function SizeBars({
  sizes,
  most,
  name,
}: {
  readonly sizes: Team['sizes'];
  /** The size of the tallest bar. */
  readonly most: number;
  readonly name: string;
}) {
  const width = sizes.length * STEP;
  return (
    <svg
      className="size-bars"
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={`${name}: ${spoken(sizes)}`}
    >
      <line x1="0" x2={width} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
      {sizes.map(({ day: on, people }, index) => {
        const height = people === null ? HEIGHT - 2 : (people / most) * (HEIGHT - 2);
        return (
          <rect
            key={on}
            className={people === null ? 'unknown' : undefined}
            x={index * STEP + 1}
            y={HEIGHT - 1 - height}
            width={BAR}
            height={height}
          >
            <title>{`${day(new Date(on))}: ${people === null ? 'not shown' : peopleCount(people)}`}</title>
          </rect>
        );
      })}
    </svg>
  );
}

function spoken(sizes: Team['sizes']): string {
  const known = sizes.flatMap(({ day: on, people }) => (people === null ? [] : [{ on, people }]));
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return 'not shown';
  return `${peopleCount(first.people)} on ${day(new Date(first.on))}, ${count(last.people)} on ${day(new Date(last.on))}`;
}
