import '../../styles/comparisons.css';
import '../../styles/teams.css';

import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';

import { useOrg } from '../../address/org-scope.ts';
import { meQuery } from '../../api/directory.ts';
import { teamSummariesQuery, type Team } from '../../api/teams.ts';
import { count } from '../../format/numbers.ts';
import { Card, CardHead } from '../../ui/card.tsx';
import { Broken, Skeleton } from '../../ui/states.tsx';
import { Crumbs } from '../../ui/crumbs.tsx';
import { adoptedWords, HIDDEN_NOTE } from '../../words/teams.ts';
import { ChampionsCard } from './champions-card.tsx';
import { MembersCard } from './members-card.tsx';
import { SizeBars } from './size-bars.tsx';
import { HiddenSize } from './teams.tsx';

/** One team: its people over time, and its champions. */
export function TeamPage() {
  const org = useOrg();
  const slug = useParams({ strict: false, select: (params) => params.slug ?? '' });
  const { data, error, refetch } = useQuery(teamSummariesQuery(org));
  const isAdmin = useQuery(meQuery).data?.role === 'admin';
  if (error !== null) {
    return (
      <>
        <h1 className="sr">{slug}</h1>
        <Broken what="This team" error={error} onRetry={() => void refetch()} />
      </>
    );
  }
  if (data === undefined) return <Skeleton height={220} />;
  const team = data.find((one) => one.slug.toLowerCase() === slug.toLowerCase());
  return (
    <>
      <title>{`${team?.name ?? 'No such team'} · ${org} · Uplift`}</title>
      <div className="page-head">
        <div>
          <Crumbs to="/o/$org/teams" above="Teams" here={team?.name ?? slug} />
          <h1>{team?.name ?? 'There is no such team'}</h1>
        </div>
      </div>
      {team !== undefined && (
        <div className="grid">
          <SizeCard team={team} />
          <ChampionsCard team={team} isAdmin={isAdmin} />
          {isAdmin && <MembersCard team={team} />}
        </div>
      )}
    </>
  );
}

function SizeCard({ team }: { readonly team: Team }) {
  const { people, adopted, sizes, name } = team;
  const most = Math.max(...sizes.map((size) => size.people ?? 0), 1);
  return (
    <Card span={5} labelledBy="t-size">
      <CardHead id="t-size" title="People" subtitle="members by month, 12 months to today" />
      <p className="key-figure">
        {people === null ? <HiddenSize /> : <b>{count(people)}</b>}
        <span className="key-n">
          {people === null || adopted === null
            ? HIDDEN_NOTE
            : `people today, of whom adopted: ${adoptedWords(adopted, people)}`}
        </span>
      </p>
      {people !== null && <SizeBars sizes={sizes} most={most} name={name} />}
      <p className="card-foot">
        Bars start at zero. Adopted: uses an AI tool; a licence alone does not count.
      </p>
    </Card>
  );
}
