import '../../styles/comparisons.css';
import '../../styles/teams.css';

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { EyeOff } from 'lucide-react';

import { useOrg } from '../../address/org-scope.ts';
import { teamSummariesQuery, type Team } from '../../api/teams.ts';
import { day } from '../../format/dates.ts';
import { count } from '../../format/numbers.ts';
import { Broken, Skeleton } from '../../ui/states.tsx';
import { adoptedWords, HIDDEN_NOTE, HIDDEN_SIZE } from '../../words/teams.ts';
import { championsOn, today } from './days.ts';
import { SizeBars } from './size-bars.tsx';

/** Teams by name: who leads them, how large they are, how many adopted. */
export function TeamsPage() {
  const org = useOrg();
  const { data, error, refetch } = useQuery(teamSummariesQuery(org));
  return (
    <>
      <title>{`Teams · ${org} · Uplift`}</title>
      <div className="page-head">
        <div>
          <h1>Teams</h1>
          <p>By name. A pull request counts for the teams its author was in on that day.</p>
        </div>
      </div>
      <section className="card" aria-label="Teams">
        {data === undefined && error === null && <Skeleton height={220} />}
        {error !== null && (
          <Broken what="The list of teams" error={error} onRetry={() => void refetch()} />
        )}
        {data?.length === 0 && (
          <div className="empty">
            <h2>No teams yet</h2>
            <p>
              Teams come from GitHub once a day, or from a history file. They appear here with the
              first of either.
            </p>
          </div>
        )}
        {data !== undefined && data.length > 0 && <TeamTable teams={data} />}
      </section>
    </>
  );
}

function TeamTable({ teams }: { readonly teams: readonly Team[] }) {
  const most = Math.max(...teams.flatMap(({ sizes }) => sizes.map(({ people }) => people ?? 0)), 1);
  const isAnyHidden = teams.some(({ status }) => status === 'suppressed');
  return (
    <>
      <table className="comparisons teams">
        <caption className="sr">Teams by name, today</caption>
        <thead>
          <tr>
            <th scope="col">Team</th>
            <th scope="col" className="number">
              People
            </th>
            <th scope="col" className="number">
              Adopted
            </th>
            <th scope="col">Champion</th>
            <th scope="col">People by month, 12 months to today</th>
          </tr>
        </thead>
        <tbody>
          {teams.map((team) => (
            <TeamRow key={team.slug} team={team} most={most} />
          ))}
        </tbody>
      </table>
      <p className="card-foot">
        Adopted: uses an AI tool by reports, marks in pull requests or an import; a licence alone
        does not count. Bots are left out.
        {isAnyHidden && (
          <span className="key">
            <EyeOff aria-hidden="true" className="lucide" />
            {HIDDEN_NOTE}
          </span>
        )}
      </p>
    </>
  );
}

function TeamRow({ team, most }: { readonly team: Team; readonly most: number }) {
  const org = useOrg();
  const { slug, name, people, adopted, sizes } = team;
  return (
    <tr>
      <th scope="row">
        <Link to="/o/$org/teams/$slug" params={{ org, slug }}>
          {name}
        </Link>
      </th>
      <td className="number" data-label="People">
        {people === null ? <HiddenSize /> : count(people)}
      </td>
      <td className="number" data-label="Adopted">
        {people === null || adopted === null ? (
          <span className="nothing">not shown</span>
        ) : (
          adoptedWords(adopted, people)
        )}
      </td>
      <td data-label="Champion">
        <ChampionNames team={team} />
      </td>
      <td className="size-cell" data-label="By month">
        {people === null ? (
          <span className="nothing">not shown</span>
        ) : (
          <SizeBars sizes={sizes} most={most} name={name} />
        )}
      </td>
    </tr>
  );
}

/** A dotted figure: there is one, and it is not told. */
export function HiddenSize() {
  return (
    <span className="hidden-size" title={HIDDEN_NOTE}>
      {HIDDEN_SIZE}
    </span>
  );
}

function ChampionNames({ team }: { readonly team: Team }) {
  const own = championsOn(team.champions, today());
  if (own.length === 0) return <span className="nothing">nobody yet</span>;
  return (
    <>
      {own.map(({ login, from }) => (
        <span key={login} className="champion">
          {login} <small>since {day(new Date(from))}</small>
        </span>
      ))}
    </>
  );
}
