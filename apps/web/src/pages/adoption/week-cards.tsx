import { useQuery } from '@tanstack/react-query';

import { useScope } from '../../address/org-scope.ts';
import { adoptionQuery, type Adoption, type AdoptionGroup } from '../../api/adoption.ts';
import { heatContent } from '../../charts/heat-map.tsx';
import { columnsContent } from '../../charts/week-columns.tsx';
import { count } from '../../format/numbers.ts';
import {
  breakWords,
  groupName,
  NOTHING_YET,
  sourceNames,
  startsWords,
} from '../../words/adoption.ts';
import { ChartCard } from '../../ui/chart-card.tsx';
import { NoFigure } from '../../ui/key-figure.tsx';
import { activeHeat, sourcesOf, startColumns, waysHeat } from './weeks.ts';

const HEIGHT = 190;
const NOBODY: AdoptionGroup = {
  key: 'all',
  status: 'measured',
  people: null,
  reason: null,
  sources: [],
  funnel: null,
  weeks: [],
};

/** The team of the filter, or everybody. */
function chosenGroup(adoption: Adoption, team: string | undefined): AdoptionGroup {
  const { groups } = adoption;
  const wanted = groups.find(({ key }) => key === (team ?? 'all'));
  return wanted ?? { ...NOBODY, key: team ?? 'all' };
}

const SCALE = 'the darker, the more; a step for each 20%; dashed: not known, or nobody to count';

/** How many are active, team by team, over time. */
export function ActiveCard() {
  const query = useQuery(adoptionQuery(useScope()));
  return (
    <ChartCard
      id="a-active"
      guide="seats"
      title="Active people over time"
      subtitle="active in the 28 days up to each week / seats, or people present in those days · by team"
      span={12}
      height={HEIGHT}
      query={query}
      show={(adoption) => {
        const hidden = adoption.groups.filter(({ status }) => status === 'suppressed').length;
        return {
          content: heatContent(activeHeat(adoption)),
          foot: (
            <>
              <span>{SCALE}</span>
              {hidden > 0 && <span>{count(hidden)} teams are hidden: too few people.</span>}
              <Breaks breaks={adoption.breaks} />
            </>
          ),
        };
      }}
    />
  );
}

function Breaks({ breaks }: { readonly breaks: Adoption['breaks'] }) {
  return breaks.map((one) => <span key={one.day}>Counting changed {breakWords(one)}</span>);
}

/** What people do with the tools, from completing to handing over. */
export function WaysCard() {
  const scope = useScope();
  const query = useQuery(adoptionQuery(scope));
  return (
    <ChartCard
      id="a-ways"
      guide="ways_of_working"
      title="Ways of working"
      subtitle={`people who chose each in the week / people present · ${groupName(scope.team ?? 'all')}`}
      span={12}
      height={HEIGHT}
      query={query}
      show={(adoption) => {
        const group = chosenGroup(adoption, scope.team);
        const isKnown = group.weeks.some(({ ways }) => ways !== null);
        return {
          ...(!isKnown && { figure: <NoFigure why={group.reason ?? NOTHING_YET} /> }),
          content: heatContent(waysHeat(group)),
          foot: SCALE,
        };
      }}
    />
  );
}

/** When people started, as far as it is known; disclosed authorship is a source of its own. */
export function StartsCard({ kind }: { readonly kind: 'dated' | 'disclosed' }) {
  const scope = useScope();
  const query = useQuery(adoptionQuery(scope));
  return (
    <ChartCard
      id={`a-${kind}`}
      guide="adoption_starts"
      title={kind === 'dated' ? 'When people started' : 'First disclosed in a pull request'}
      subtitle={`people by week of start · ${groupName(scope.team ?? 'all')}`}
      span={kind === 'dated' ? 5 : 12}
      height={HEIGHT}
      query={query}
      show={(adoption) => {
        const group = chosenGroup(adoption, scope.team);
        const sources = sourcesOf(group, kind);
        return {
          figure: <NoFigure why={group.reason ?? startsWords(sources)} />,
          content: columnsContent(startColumns(adoption, sources)),
          foot: <StartsFoot kind={kind} sources={sources} breaks={adoption.breaks} />,
        };
      }}
    />
  );
}

/** Which sources there are, what they leave open, and where counting changed. */
export function StartsFoot({
  kind,
  sources,
  breaks,
}: {
  readonly kind: 'dated' | 'disclosed';
  readonly sources: AdoptionGroup['sources'];
  readonly breaks: Adoption['breaks'];
}) {
  return (
    <>
      {sources.map(({ tool, source, unknown }) => (
        <span key={`${tool} ${source}`}>
          {tool}, {sourceNames[source]}
          {unknown > 0 && `: start not known of ${count(unknown)}`}
        </span>
      ))}
      {sources.length === 0 && <span>Nobody is known to have started.</span>}
      {kind === 'disclosed' ? (
        <span>Not marked is not the same as written without AI.</span>
      ) : (
        <Breaks breaks={breaks} />
      )}
    </>
  );
}
