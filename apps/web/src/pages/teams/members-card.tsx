import { useQuery } from '@tanstack/react-query';

import { useOrg } from '../../address/org-scope.ts';
import { teamMembersQuery, type Member, type Team } from '../../api/teams.ts';
import { day } from '../../format/dates.ts';
import { Card, CardHead } from '../../ui/card.tsx';
import { Broken, Skeleton } from '../../ui/states.tsx';
import { timeWords } from '../../words/teams.ts';
import { Corrections } from './corrections.tsx';

const YEAR_MS = 366 * 86_400_000;
const WIDTH = 100;

/** Who was in the team when, on one axis of time; for administrators alone. */
export function MembersCard({ team }: { readonly team: Team }) {
  const org = useOrg();
  const { data, error, refetch } = useQuery(teamMembersQuery(org, team.slug, true));
  return (
    <Card span={12} labelledBy="t-members">
      <CardHead
        id="t-members"
        title="Members"
        subtitle="by name, 12 months to today · names are shown to administrators alone"
      />
      {data === undefined && error === null && <Skeleton height={120} />}
      {error !== null && (
        <Broken what="The list of members" error={error} onRetry={() => void refetch()} />
      )}
      {data?.items.length === 0 && <p className="nothing">Nobody was ever in this team.</p>}
      {data !== undefined && data.items.length > 0 && (
        <MemberTable name={team.name} members={data.items} />
      )}
      {data !== undefined && <Corrections team={team} {...data} />}
      <p className="card-foot">
        Bar: in the team. Upright line: first use of a tool. Who joins or leaves at GitHub is noted
        on the day it is seen, and rewrites nothing before it. Times that an administrator said win
        over GitHub until they are given back.
      </p>
    </Card>
  );
}

function MemberTable({
  name,
  members,
}: {
  readonly name: string;
  readonly members: readonly Member[];
}) {
  const now = Date.now();
  const axis = { from: now - YEAR_MS, to: now };
  return (
    <table className="comparisons members">
      <caption className="sr">Members of {name}, by login and begin</caption>
      <thead>
        <tr>
          <th scope="col">Member</th>
          <th scope="col">In the team</th>
          <th scope="col">{`${day(new Date(axis.from))} to today`}</th>
          <th scope="col">Uses an AI tool</th>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <tr key={`${member.login} ${member.from}`}>
            <th scope="row">{member.login}</th>
            <td>{timeWords(member.from, member.to)}</td>
            <td className="time-cell">
              <TimeBar member={member} axis={axis} />
            </td>
            <td>{adoptionWords(member)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function TimeBar({
  member: { login, from, to, adoptedOn },
  axis,
}: {
  readonly member: Member;
  readonly axis: { readonly from: number; readonly to: number };
}) {
  const x = (at: number) =>
    Math.min(Math.max((at - axis.from) / (axis.to - axis.from), 0), 1) * WIDTH;
  const [begin, end] = [x(Date.parse(from)), x(to === null ? axis.to : Date.parse(to))];
  const use = adoptedOn === null ? null : Date.parse(adoptedOn);
  return (
    <svg
      className="time-bar"
      viewBox={`0 0 ${WIDTH} 16`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${login}: ${timeWords(from, to)}`}
    >
      <line x1="0" x2={WIDTH} y1="8" y2="8" />
      {end > begin && <rect x={begin} y="4" width={end - begin} height="8" />}
      {use !== null && use >= axis.from && (
        <line className="first-use" x1={x(use)} x2={x(use)} y1="1" y2="15" />
      )}
    </svg>
  );
}

function adoptionWords({ adoption, adoptedOn }: Member): string {
  if (adoptedOn !== null) return `since ${day(new Date(adoptedOn))}`;
  return adoption === 'unknown' ? 'yes, since when is unknown' : 'not yet';
}
