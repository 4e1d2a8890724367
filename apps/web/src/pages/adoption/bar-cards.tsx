import { useQuery } from '@tanstack/react-query';

import { useScope } from '../../address/org-scope.ts';
import { adoptionQuery, type Adoption } from '../../api/adoption.ts';
import { rowBarsContent } from '../../charts/row-bars.tsx';
import { day } from '../../format/dates.ts';
import { count, share, shareInterval } from '../../format/numbers.ts';
import { costWords, known, NOTHING_YET, sideWords, type Part } from '../../words/adoption.ts';
import type { Awaited } from '../../words/empty.ts';
import type { Absence } from '../../ui/absent.tsx';
import { ChartCard } from '../../ui/chart-card.tsx';
import { KeyFigure, NoFigure } from '../../ui/key-figure.tsx';
import { championBars, funnelBars, idleBars } from './bars.ts';
import { IdleNames } from './idle-names.tsx';
import { useTeamsPage } from './teams-page.tsx';

const HEIGHT = 200;

function everybody({ groups }: Adoption) {
  return groups.find(({ key }) => key === 'all')?.funnel ?? null;
}

/** What is awaited while nothing is known of anybody. */
function unknownOf(adoption: Adoption, awaits: Awaited): Absence | null {
  return everybody(adoption) === null ? { kind: 'empty', awaits } : null;
}

/** Swatches of the parts of bars, with what each means. */
function Keys({ keys }: { readonly keys: readonly (readonly [look: string, words: string])[] }) {
  return keys.map(([look, words]) => (
    <span key={look} className="key">
      <svg className="part-swatch" aria-hidden="true">
        <rect width={12} height={12} className={`part-${look}`} />
      </svg>
      {words}
    </span>
  ));
}

/** Who has seats, who uses them, who does so on many days. */
export function FunnelCard() {
  const query = useTeamsPage();
  return (
    <ChartCard
      id="a-funnel"
      guide="seats"
      title="Seats → active → regular"
      subtitle="share of the seats of each team · people, in the last week known"
      span={7}
      height={HEIGHT}
      isOfEvents={false}
      query={query}
      absent={(adoption) => unknownOf(adoption, 'seats')}
      show={(adoption) => ({
        figure: <FunnelFigures adoption={adoption} />,
        content: rowBarsContent(funnelBars(adoption)),
        foot: (
          <>
            <Keys
              keys={[
                ['seats', 'seats, or people present where those are not known'],
                ['active', 'active in 28 days'],
                ['regular', 'on 4 of those days or more'],
              ]}
            />
            <span>Repository, grain and authorship do not narrow this page.</span>
          </>
        ),
      })}
    />
  );
}

/** Everybody's funnel in figures, with intervals and n. */
export function FunnelFigures({ adoption }: { readonly adoption: Adoption }) {
  const funnel = everybody(adoption);
  if (funnel === null) return <NoFigure why={NOTHING_YET} />;
  const { seats, active, regular, week } = funnel;
  const whole = seats === null ? 'people present' : `${count(seats)} seats`;
  return (
    <div className="adoption-head">
      <KeyFigure figure={{ value: known(seats), interval: null }} n="seats" />
      <KeyFigure figure={partFigure(active)} n={`active of ${whole}`} />
      <KeyFigure
        figure={partFigure(regular)}
        n={`regular · n = ${known(regular?.people ?? null)} · week of ${day(new Date(week))}`}
      />
    </div>
  );
}

function partFigure(part: Part) {
  if (part === null) return { value: 'not known', interval: null };
  return { value: share(part.share), interval: shareInterval(part.share, part.interval) };
}

/** Seats that nobody uses, and what they cost. */
export function IdleCard() {
  const query = useTeamsPage();
  return (
    <ChartCard
      id="a-idle"
      guide="seats"
      title="Idle seats"
      subtitle="seats granted over 30 days ago and not used in 30 days · count by team"
      span={6}
      height={HEIGHT}
      isOfEvents={false}
      query={query}
      absent={(adoption) =>
        everybody(adoption)?.idle === null
          ? { kind: 'empty', awaits: 'idle_seats' }
          : unknownOf(adoption, 'idle_seats')
      }
      show={(adoption) => {
        const funnel = everybody(adoption);
        const { seatCost } = adoption;
        return {
          figure:
            funnel === null || funnel.idle === null ? undefined : (
              <KeyFigure
                figure={{ value: count(funnel.idle), interval: null }}
                n={`of ${known(funnel.seats)} seats · ${costWords(funnel.idleCost, { seatCost })}`}
              />
            ),
          content: rowBarsContent(idleBars(adoption)),
          foot: <IdleFoot />,
        };
      }}
    />
  );
}

function IdleFoot() {
  return (
    <>
      <Keys
        keys={[
          ['idle', 'idle'],
          ['grace', 'granted in the last 30 days, not used yet'],
        ]}
      />
      <IdleNames />
    </>
  );
}

/** Teams with a champion beside teams without. */
export function ChampionsCard() {
  const query = useQuery(adoptionQuery(useScope()));
  return (
    <ChartCard
      id="a-champions"
      guide="champions"
      title="With and without champion"
      subtitle={`share of people active and regular in 28 days, 95% interval · in the last week known${sideWords(query.data?.champions)}`}
      span={6}
      height={HEIGHT}
      isOfEvents={false}
      query={query}
      absent={({ champions }) =>
        champions === null ? { kind: 'empty', awaits: 'champions' } : null
      }
      show={({ champions }) => ({
        content: rowBarsContent(championBars(champions)),
        foot: 'This describes; it does not say that champions are the cause.',
      })}
    />
  );
}
