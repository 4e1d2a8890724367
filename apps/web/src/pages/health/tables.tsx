import type { ReactNode } from 'react';

import type { HealthDetail } from '../../api/health-detail.ts';
import { day, moment } from '../../format/dates.ts';
import { count } from '../../format/numbers.ts';
import { Card, CardHead } from '../../ui/card.tsx';
import type { Stretch } from '../../ui/pager.tsx';
import { gapsOf, type Gap } from '../../words/health.ts';
import { sharedOf } from './figures.ts';
import type { HealthPart } from './sources.tsx';

const MOST_GAPS = 50;

/** A name that goes on in the next line after its owner, rather than anywhere. */
function breakable(repository: string): ReactNode {
  const [owner, name] = repository.split('/');
  if (name === undefined) return repository;
  return (
    <>
      {owner}/<wbr />
      {name}
    </>
  );
}

/** What files told of, by repository: nothing of it is compared with GitHub. */
export function FilesCard({
  health,
  zone,
  stretch: { from, to },
  children,
}: HealthPart & {
  /** Of the repositories, those that are shown. */
  readonly stretch: Stretch;
  /** The ways to the others. */
  readonly children?: ReactNode;
}) {
  const shown = sharedOf(health).slice(from, to);
  return (
    <Card span={12} labelledBy="h-files">
      <CardHead
        id="h-files"
        title="What the files told"
        subtitle="pull requests and the last thing known of them · by repository"
      />
      <FilesTable shown={shown} zone={zone} />
      <p className="card-foot">
        Nothing is fetched, so nothing is compared. Sources, history and completeness stand here
        once GitHub is connected.
      </p>
      {children}
    </Card>
  );
}

function FilesTable({
  shown,
  zone,
}: Pick<HealthPart, 'zone'> & { readonly shown: HealthDetail['repositories'] }) {
  return (
    <div className="table-scroll">
      <table className="health-table">
        <thead>
          <tr>
            <th scope="col">Repository</th>
            <th scope="col">Pull requests</th>
            <th scope="col">Last event</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ repository, pullRequests, lastEventAt }) => (
            <tr key={repository}>
              <th scope="row">{breakable(repository)}</th>
              <td>{count(pullRequests)}</td>
              <td>{lastEventAt === null ? 'none yet' : moment(new Date(lastEventAt), zone)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Days that lack something: why, and what is done about it. */
export function GapsCard({ health }: { readonly health: HealthDetail }) {
  const gaps = gapsOf(health);
  return (
    <Card span={12} labelledBy="h-gaps">
      <CardHead
        id="h-gaps"
        title="Gaps"
        subtitle="days known to lack pull requests · cause, repair, result"
      />
      {gaps.length === 0 ? (
        <p className="health-none">No day that was compared lacks anything.</p>
      ) : (
        <GapTable gaps={gaps.slice(0, MOST_GAPS)} />
      )}
      {gaps.length > MOST_GAPS && (
        <p className="card-foot">{count(gaps.length - MOST_GAPS)} older gaps are not listed.</p>
      )}
    </Card>
  );
}

function GapTable({ gaps }: { readonly gaps: readonly Gap[] }) {
  return (
    <div className="table-scroll">
      <table className="health-table">
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Repository</th>
            <th scope="col">Cause</th>
            <th scope="col">Repair</th>
            <th scope="col">Result</th>
          </tr>
        </thead>
        <tbody>
          {gaps.map(({ repository, day: on, missing, cause }) => (
            <tr key={`${on} ${repository}`}>
              <td>{day(new Date(on))}</td>
              <th scope="row">{breakable(repository)}</th>
              <td>{cause}</td>
              <td>fetched anew with the next comparison, within a day</td>
              <td>
                {missing === 1 ? '1 pull request' : `${count(missing)} pull requests`} still missing
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
