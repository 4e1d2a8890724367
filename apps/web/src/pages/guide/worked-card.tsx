import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { useOrg, useScope } from '../../address/org-scope.ts';
import { pullRequestsQuery } from '../../api/pull-requests.ts';
import { Card, CardHead } from '../../ui/card.tsx';
import { StageBar } from '../../ui/stage-bar.tsx';
import { Broken, Skeleton } from '../../ui/states.tsx';
import type { GuideId } from '../../words/guide.ts';
import { chooseWorked, exampleOf, type WorkedPullRequest } from './worked.ts';

/** Three pull requests of the reader, taken through the formula. */
export function WorkedCard({ id }: { readonly id: GuideId }) {
  const example = exampleOf(id);
  if (example === null) return <NoExample />;
  return <Worked key={id} example={example} />;
}

function Worked({ example }: { readonly example: NonNullable<ReturnType<typeof exampleOf>> }) {
  const { grain: _grain, ...scope } = useScope();
  const query = useInfiniteQuery(
    pullRequestsQuery({ ...scope, state: example.state, sort: 'date' }),
  );
  const items = query.data?.pages[0]?.items;
  const chosen = items === undefined ? [] : chooseWorked(items, example.work);
  return (
    <Card span={5} labelledBy="g-worked">
      <CardHead id="g-worked" title={`Worked through: ${titleOf(items, chosen.length)}`} />
      {items === undefined && query.error === null && <Skeleton height={180} />}
      {query.error !== null && (
        <Broken
          what="Your pull requests"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {items !== undefined && chosen.length === 0 && (
        <p>None of the latest pull requests that you look at shows it. Try a longer period.</p>
      )}
      <ol className="worked">
        {chosen.map((one) => (
          <Row key={`${one.pullRequest.repository}#${one.pullRequest.number}`} one={one} />
        ))}
      </ol>
    </Card>
  );
}

function titleOf(items: readonly unknown[] | undefined, chosen: number): string {
  if (items === undefined || chosen === 0) return 'your own pull requests';
  return chosen === 1 ? 'one of your pull requests' : `${chosen} of your pull requests`;
}

function Row({ one: { pullRequest, worked } }: { readonly one: WorkedPullRequest }) {
  const org = useOrg();
  const { repository, number, stages } = pullRequest;
  const [owner = '', name = ''] = repository.split('/');
  const most = stages.coding + stages.pickup + stages.review + stages.merge;
  return (
    <li>
      <Link
        to="/o/$org/pull-requests/$owner/$name/$number"
        params={{ org, owner, name, number: String(number) }}
      >
        {name} #{number}
      </Link>
      {worked.isOfStages === true && <StageBar parts={stages} most={most} />}
      <p className="worked-sum">{worked.words}</p>
    </li>
  );
}

function NoExample() {
  return (
    <Card span={5} labelledBy="g-worked">
      <CardHead id="g-worked" title="Worked through" />
      <p>
        It is of people, seats or deployments rather than of single pull requests, so there is none
        to take through it. The counts behind each point stand in its table.
      </p>
    </Card>
  );
}
