import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { useOrg } from '../../address/org-scope.ts';
import { grantRole, rolesQuery, type RoleName } from '../../api/settings.ts';
import { day } from '../../format/dates.ts';
import { roleNames } from '../../words/settings.ts';
import { RoleSelect } from './role-select.tsx';
import { RowsState } from './rows-state.tsx';
import { SaveRow } from './save-row.tsx';
import { TextField } from './text-field.tsx';
import { useSave } from './use-save.ts';

type Grant = { readonly login: string; readonly role: RoleName };

/** Roles that were given, and a form to give one. */
export function RolesPanel() {
  const org = useOrg();
  const rows = useQuery(rolesQuery(org));
  const [login, name] = useState('');
  const [role, choose] = useState<RoleName>('champion');
  const saving = useSave({
    save: (told: Grant) => grantRole(org, told),
    touches: [['roles', org]],
  });
  return (
    <>
      <RowsState
        rows={rows}
        items={rows.data}
        what="The list of roles"
        empty="No role was given yet."
      >
        {(granted) => (
          <RoleTable
            granted={granted}
            isBusy={saving.isPending}
            onTakeBack={(of) => saving.mutate({ login: of, role: 'member' })}
          />
        )}
      </RowsState>
      <form className="settings-form" action={() => saving.mutate({ login: login.trim(), role })}>
        <div className="field-pair">
          <TextField label="Login at GitHub" value={login} maxLength={39} onWrite={name} />
          <RoleSelect role={role} onChoose={choose} />
        </div>
        <SaveRow words="Give role" saving={saving} isOff={login.trim() === ''} />
      </form>
    </>
  );
}

function RoleTable({
  granted,
  isBusy,
  onTakeBack,
}: {
  readonly granted: readonly (Grant & { readonly grantedAt: string })[];
  readonly isBusy: boolean;
  readonly onTakeBack: (login: string) => void;
}) {
  return (
    <table className="comparisons">
      <caption className="sr">Roles that were given, by login</caption>
      <thead>
        <tr>
          <th scope="col">Login</th>
          <th scope="col">Role</th>
          <th scope="col">Given</th>
          <th scope="col">Take back</th>
        </tr>
      </thead>
      <tbody>
        {granted.map(({ login, role, grantedAt }) => (
          <tr key={login}>
            <th scope="row">{login}</th>
            <td>{roleNames[role]}</td>
            <td>{day(new Date(grantedAt))}</td>
            <td>
              <TakeBack login={login} isBusy={isBusy} onTakeBack={onTakeBack} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function TakeBack({
  login,
  isBusy,
  onTakeBack,
}: {
  readonly login: string;
  readonly isBusy: boolean;
  readonly onTakeBack: (login: string) => void;
}) {
  return (
    <button
      type="button"
      className="button"
      aria-label={`Take the role back from ${login}`}
      disabled={isBusy}
      onClick={() => onTakeBack(login)}
    >
      Take back
    </button>
  );
}
