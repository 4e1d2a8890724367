import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { useOrg } from '../../address/org-scope.ts';
import { createToken, revokeToken, tokensQuery, type TokenRow } from '../../api/access.ts';
import type { RoleName } from '../../api/settings.ts';
import { day } from '../../format/dates.ts';
import { NotDone } from '../comparisons/acting.tsx';
import { RoleSelect } from './role-select.tsx';
import { RowsState } from './rows-state.tsx';
import { SaveRow } from './save-row.tsx';
import { TextField } from './text-field.tsx';
import { useSave } from './use-save.ts';

const lives = [
  { days: 30, words: '30 days' },
  { days: 90, words: '90 days' },
  { days: 365, words: 'a year' },
] as const;

/** Tokens: seen, made, ended. */
export function TokensPanel() {
  const org = useOrg();
  const rows = useQuery(tokensQuery(org));
  const ending = useSave({
    save: (id: number) => revokeToken(org, id),
    touches: [['tokens', org]],
  });
  return (
    <>
      <RowsState rows={rows} items={rows.data} what="The tokens" empty="There is no token.">
        {(tokens) => (
          <TokenTable tokens={tokens} isBusy={ending.isPending} onRevoke={ending.mutate} />
        )}
      </RowsState>
      <NotDone what="The token still works." error={ending.error} />
      <NewTokenForm />
    </>
  );
}

function TokenTable({
  tokens,
  isBusy,
  onRevoke,
}: {
  readonly tokens: readonly TokenRow[];
  readonly isBusy: boolean;
  readonly onRevoke: (id: number) => void;
}) {
  return (
    <table className="comparisons">
      <caption className="sr">Tokens that are good for this organisation</caption>
      <thead>
        <tr>
          <th scope="col">Token</th>
          <th scope="col">Made</th>
          <th scope="col">Last used</th>
          <th scope="col">Good until</th>
          <th scope="col">End</th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <TokenLine
            key={token.id}
            token={token}
            isBusy={isBusy}
            onRevoke={() => onRevoke(token.id)}
          />
        ))}
      </tbody>
    </table>
  );
}

function TokenLine({
  token: { name, role, everywhere, createdAt, lastUsedAt, expiresAt },
  isBusy,
  onRevoke,
}: {
  readonly token: TokenRow;
  readonly isBusy: boolean;
  readonly onRevoke: () => void;
}) {
  const [isSure, ask] = useState(false);
  return (
    <tr>
      <th scope="row">
        <b>{name}</b>
        <span>{everywhere ? `${role}, every organisation` : role}</span>
      </th>
      <td>{day(new Date(createdAt))}</td>
      <td>{lastUsedAt === null ? 'never' : day(new Date(lastUsedAt))}</td>
      <td>{expiresAt === null ? 'it is revoked' : day(new Date(expiresAt))}</td>
      <td>
        {everywhere ? (
          <span className="nothing">by who runs the service</span>
        ) : (
          <button
            type="button"
            className="button"
            aria-label={isSure ? `Revoke ${name} for good` : `Revoke ${name}`}
            disabled={isBusy}
            onClick={() => (isSure ? onRevoke() : ask(true))}
          >
            {isSure ? 'Revoke for good' : 'Revoke …'}
          </button>
        )}
      </td>
    </tr>
  );
}

function NewTokenForm() {
  const org = useOrg();
  const [name, write] = useState('');
  const [role, choose] = useState<RoleName>('member');
  const [days, live] = useState<number>(90);
  const making = useSave({
    save: () => createToken(org, { name: name.trim(), role, days }),
    touches: [['tokens', org]],
  });
  return (
    <form className="settings-form" action={() => making.mutate(undefined)}>
      <div className="field-pair">
        <TextField
          label="What for"
          value={name}
          maxLength={100}
          autoComplete="off"
          onWrite={write}
        />
        <RoleSelect role={role} onChoose={choose} />
        <LifeSelect days={days} onChoose={live} />
      </div>
      <SaveRow words="Make token" saving={making} isOff={name.trim() === ''} />
      {making.data !== undefined && (
        <p className="secret" role="status">
          The secret of <b>{making.data.name}</b>, shown this once. Copy it now:
          <code>{making.data.secret}</code>
        </p>
      )}
    </form>
  );
}

function LifeSelect({
  days,
  onChoose,
}: {
  readonly days: number;
  readonly onChoose: (days: number) => void;
}) {
  return (
    <label>
      <span>Good for</span>
      <select
        className="field"
        value={days}
        onChange={({ target }) => onChoose(Number(target.value))}
      >
        {lives.map((one) => (
          <option key={one.days} value={one.days}>
            {one.words}
          </option>
        ))}
      </select>
    </label>
  );
}
