import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { useOrg } from '../../address/org-scope.ts';
import {
  accountsQuery,
  changeAccount,
  type Account,
  type AccountKind,
} from '../../api/settings.ts';
import { kindNames } from '../../words/settings.ts';
import { NotDone } from '../comparisons/acting.tsx';
import { ListFilters } from './list-filters.tsx';
import { RowsState } from './rows-state.tsx';
import { useSave } from './use-save.ts';

const kinds: readonly AccountKind[] = ['human', 'bot', 'ai_agent'];
const choices = [
  { value: 'ai_agent', words: kindNames.ai_agent },
  { value: 'bot', words: kindNames.bot },
  { value: 'human', words: kindNames.human },
  { value: 'all', words: 'Anything' },
] as const;

/** Accounts with what they count as, and an administrator's word on it. */
export function AccountsPanel() {
  const org = useOrg();
  const [view, choose] = useState<AccountKind | 'all'>('ai_agent');
  const [login, look] = useState('');
  const filter = { kind: view === 'all' ? null : view, login: login.trim() };
  const rows = useInfiniteQuery(accountsQuery(org, filter));
  const saving = useSave({
    save: (told: Word) => changeAccount(org, told),
    touches: [['accounts', org]],
  });
  const accounts = rows.data?.pages.flatMap(({ items }) => items);
  return (
    <>
      <ListFilters
        label="Count as"
        value={view}
        choices={choices}
        onChoose={choose}
        search={{ label: 'A part of the login', text: login, onWrite: look }}
      />
      <RowsState rows={rows} items={accounts} what="The accounts" empty="No account fits.">
        {(found) => (
          <AccountTable accounts={found} isBusy={saving.isPending} onSay={saving.mutate} />
        )}
      </RowsState>
      <p className="form-note" role="status">
        {saving.isSuccess && `${saving.data.login} counts as ${kindNames[saving.data.kind]} now.`}
      </p>
      <NotDone what="Nothing was changed." error={saving.error} />
    </>
  );
}

type Word = { readonly login: string; readonly kind: AccountKind | null };

function AccountTable({
  accounts,
  isBusy,
  onSay,
}: {
  readonly accounts: readonly Account[];
  readonly isBusy: boolean;
  readonly onSay: (told: Word) => void;
}) {
  return (
    <table className="comparisons">
      <caption className="sr">Accounts, and what they count as</caption>
      <thead>
        <tr>
          <th scope="col">Account</th>
          <th scope="col">By the table</th>
          <th scope="col">Counts as</th>
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => (
          <tr key={account.login}>
            <th scope="row">{account.login}</th>
            <td>{kindNames[account.recognised]}</td>
            <td>
              <KindSelect account={account} isBusy={isBusy} onSay={onSay} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function KindSelect({
  account: { login, recognised, override },
  isBusy,
  onSay,
}: {
  readonly account: Account;
  readonly isBusy: boolean;
  readonly onSay: (told: Word) => void;
}) {
  return (
    <select
      className="field"
      aria-label={`${login} counts as`}
      disabled={isBusy}
      value={override ?? ''}
      onChange={({ target }) =>
        onSay({ login, kind: kinds.find((kind) => kind === target.value) ?? null })
      }
    >
      <option value="">As the table says: {kindNames[recognised]}</option>
      {kinds.map((kind) => (
        <option key={kind} value={kind}>
          {kindNames[kind]}, by your word
        </option>
      ))}
    </select>
  );
}
