import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { useOrg } from '../../address/org-scope.ts';
import { idleSeatsQuery, type IdleSeat } from '../../api/adoption.ts';
import { meQuery } from '../../api/directory.ts';
import { day } from '../../format/dates.ts';
import { Broken, Skeleton } from '../../ui/states.tsx';

const HEIGHT = 80;

/** Names of who does not use a seat: for administrators, on a press, and noted each time. */
export function IdleNames() {
  const me = useQuery(meQuery).data;
  const [isAsked, setAsked] = useState(false);
  if (me?.role !== 'admin') return null;
  return (
    <>
      <button
        type="button"
        className="button"
        aria-expanded={isAsked}
        onClick={() => setAsked(!isAsked)}
      >
        {isAsked ? 'Hide names' : 'Show names'}
      </button>
      <span>For administrators; each look is kept in the audit log.</span>
      {isAsked && <Names />}
    </>
  );
}

function Names() {
  const { data, error, refetch } = useQuery(idleSeatsQuery(useOrg()));
  if (error !== null) return <Broken what="Names" error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={HEIGHT} />;
  if (data.day === null) return <span>No list of seats has come yet.</span>;
  if (data.seats.length === 0) return <span>Every seat of the last list is used.</span>;
  return <SeatTable seats={data.seats} />;
}

function SeatTable({ seats }: { readonly seats: readonly IdleSeat[] }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by keys
    <div className="idle-names" role="region" aria-label="Names of idle seats" tabIndex={0}>
      <table>
        <caption className="sr">Seats that are not used</caption>
        <thead>
          <tr>
            <th scope="col">Login</th>
            <th scope="col">Teams</th>
            <th scope="col">Granted</th>
            <th scope="col">Last used</th>
          </tr>
        </thead>
        <tbody>
          {seats.map(({ login, teams, grantedOn, lastUsedOn, inGrace }) => (
            <tr key={login}>
              <th scope="row">{login}</th>
              <td>{teams.length === 0 ? 'no team' : teams.join(', ')}</td>
              <td>
                {day(new Date(grantedOn))}
                {inGrace && ', in grace'}
              </td>
              <td>{lastUsedOn === null ? 'no use known' : day(new Date(lastUsedOn))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
