import { useQuery } from '@tanstack/react-query';

import { useScope } from '../../address/org-scope.ts';
import { adoptionQuery, type Adoption, type AdoptionGroup } from '../../api/adoption.ts';
import { heatContent } from '../../charts/heat-map.tsx';
import { columnsContent } from '../../charts/week-columns.tsx';
import { count } from '../../format/numbers.ts';
import {
  breakWords,
  groupName,
  peopleWords,
  sourceNames,
  startsWords,
} from '../../words/adoption.ts';
import { stateNames } from '../../words/states.ts';
import type { Absence } from '../../ui/absent.tsx';
import { ChartCard } from '../../ui/chart-card.tsx';
import { NoFigure } from '../../ui/key-figure.tsx';
import { useTeamsPage } from './teams-page.tsx';
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

function hiddenIn({ status, reason }: AdoptionGroup): Absence | null {
  return status === 'suppressed' ? { kind: 'hidden', why: reason ?? stateNames.suppressed } : null;
}

/** Whether anybody is known to have started, whenever that was. */
function areStarts(group: AdoptionGroup, kind: 'dated' | 'disclosed'): boolean {
  return sourcesOf(group, kind).some(
    ({ startedBefore, unknown, weeks }) => startedBefore + unknown + weeks.length > 0,
  );
}

const SCALE =
  'the stronger the colour, the more; a step for each 20%; empty and dashed: not known, or nobody to count; filled and dashed: week still running';

/** How many are active, team by team, over time. */
export function ActiveCard() {
  const query = useTeamsPage();
  return (
    <ChartCard
      id="a-active"
      guide="seats"
      title="Active people over time"
      subtitle={`share active in the 28 days up to each week, of seats or of people present · by team${peopleWords(query.data)}`}
      span={12}
      height={HEIGHT}
      isOfEvents={false}
      query={query}
      absent={({ groups }) => {
        const isKnown = groups.some(({ weeks }) => weeks.some(({ active }) => active !== null));
        return isKnown ? null : { kind: 'empty', awaits: 'adoption' };
      }}
      show={(adoption) => {
        const hidden = adoption.groups.filter(({ status }) => status === 'suppressed').length;
        return {
          content: heatContent(activeHeat(adoption, new Date())),
          foot: (
            <>
              <span>{SCALE}</span>
              {hidden > 0 && <span>{hiddenTeams(hidden)}</span>}
              <Breaks breaks={adoption.breaks} />
            </>
          ),
        };
      }}
    />
  );
}

function hiddenTeams(teams: number): string {
  const who = teams === 1 ? '1 team is' : `${count(teams)} teams are`;
  return `${who} hidden: too few people.`;
}

/** The days on which counting changed, once for the page, a press away. */
function Breaks({ breaks }: { readonly breaks: Adoption['breaks'] }) {
  if (breaks.length === 0) return null;
  const times = breaks.length === 1 ? 'once' : `${count(breaks.length)} times`;
  return (
    <details className="breaks">
      <summary>Counting changed {times} in this period</summary>
      <ul>
        {breaks.map((one) => (
          <li key={one.day}>{breakWords(one)}</li>
        ))}
      </ul>
    </details>
  );
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
      subtitle={`share of people present who chose each in the week · ${groupName(scope.team ?? 'all')}${peopleWords(query.data, scope.team)}`}
      span={12}
      height={HEIGHT}
      isOfEvents={false}
      query={query}
      absent={(adoption) => {
        const group = chosenGroup(adoption, scope.team);
        const isKnown = group.weeks.some(({ ways }) => ways !== null);
        return hiddenIn(group) ?? (isKnown ? null : { kind: 'empty', awaits: 'ways_of_working' });
      }}
      show={(adoption) => ({
        content: heatContent(waysHeat(chosenGroup(adoption, scope.team), new Date())),
        foot: SCALE,
      })}
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
      subtitle={`count of people by week of start · ${groupName(scope.team ?? 'all')}${peopleWords(query.data, scope.team)}`}
      span={kind === 'dated' ? 5 : 12}
      height={HEIGHT}
      isOfEvents={false}
      query={query}
      absent={(adoption) => {
        const group = chosenGroup(adoption, scope.team);
        const awaits = kind === 'dated' ? 'starts' : 'disclosed';
        return hiddenIn(group) ?? (areStarts(group, kind) ? null : { kind: 'empty', awaits });
      }}
      show={(adoption) => {
        const sources = sourcesOf(chosenGroup(adoption, scope.team), kind);
        const columns = startColumns(adoption, { sources, now: new Date() });
        return {
          figure: <NoFigure why={startsWords(sources)} />,
          content: columnsContent(columns),
          foot: <StartsFoot kind={kind} sources={sources} isBroken={columns.breaks.length > 0} />,
        };
      }}
    />
  );
}

/** Which sources there are, what they leave open, and what a dotted line is: told once, below. */
export function StartsFoot({
  kind,
  sources,
  isBroken,
}: {
  readonly kind: 'dated' | 'disclosed';
  readonly sources: AdoptionGroup['sources'];
  /** Whether counting changed in the weeks that are drawn. */
  readonly isBroken: boolean;
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
      {kind === 'disclosed' && <span>Not marked is not the same as written without AI.</span>}
      {isBroken && <span>Dotted: counting changed; when and how stands once, below.</span>}
    </>
  );
}
