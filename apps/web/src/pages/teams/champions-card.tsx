import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { useOrg } from '../../address/org-scope.ts';
import { setChampion, type Champion, type Team } from '../../api/teams.ts';
import { Card, CardHead } from '../../ui/card.tsx';
import { CHAMPION_EFFECT, timeWords } from '../../words/teams.ts';
import { NotDone } from '../comparisons/acting.tsx';
import { TextField } from '../settings/text-field.tsx';
import { championsOn, today } from './days.ts';

type Asked = { readonly login: string; readonly from: string; readonly to: string | null };

/** Who is champion and was; administrators appoint and end. */
export function ChampionsCard({
  team,
  isAdmin,
}: {
  readonly team: Team;
  readonly isAdmin: boolean;
}) {
  const change = useChange(team.slug);
  const now = championsOn(team.champions, today());
  return (
    <Card span={7} labelledBy="t-champions">
      <CardHead id="t-champions" title="Champions" subtitle="of now and before, by begin" />
      {team.champions.length === 0 && <p className="nothing">Nobody yet.</p>}
      <ul className="champions">
        {team.champions.map((champion) => (
          <li key={`${champion.login} ${champion.from}`}>
            <b>{champion.login}</b>
            <span>{timeWords(champion.from, champion.to)}</span>
            {isAdmin && now.includes(champion) && champion.to === null && (
              <EndForm
                champion={champion}
                isBusy={change.isPending}
                onEnd={(to) => change.mutate({ ...champion, to })}
              />
            )}
          </li>
        ))}
      </ul>
      {isAdmin && (
        <AppointForm isBusy={change.isPending} onAppoint={(asked) => change.mutate(asked)} />
      )}
      <NotDone what="Nothing was changed." error={change.error} />
    </Card>
  );
}

function useChange(team: string) {
  const org = useOrg();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (asked: Asked) => setChampion(org, { team, ...asked }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['team-summaries', org] });
      await queries.invalidateQueries({ queryKey: ['adoption'] });
    },
  });
}

type EndProps = {
  readonly champion: Champion;
  readonly isBusy: boolean;
  readonly onEnd: (to: string) => void;
};

/** The last day is asked for before anything ends. */
function EndForm({ champion, isBusy, onEnd }: EndProps) {
  const [isOpen, open] = useState(false);
  return (
    <>
      <button
        type="button"
        className="quiet-button"
        aria-label={`End the time of ${champion.login}`}
        aria-expanded={isOpen}
        onClick={() => open(!isOpen)}
      >
        End …
      </button>
      {isOpen && <LastDay champion={champion} isBusy={isBusy} onEnd={onEnd} />}
    </>
  );
}

function LastDay({ champion, isBusy, onEnd }: EndProps) {
  const [to, write] = useState(today());
  return (
    <form className="inline-form" action={() => onEnd(to)}>
      <TextField label="First day no longer" type="date" required value={to} onWrite={write} />
      <button type="submit" className="button" disabled={isBusy || to <= champion.from}>
        End it
      </button>
      <p className="form-note">{CHAMPION_EFFECT}</p>
    </form>
  );
}

function AppointForm({
  isBusy,
  onAppoint,
}: {
  readonly isBusy: boolean;
  readonly onAppoint: (asked: Asked) => void;
}) {
  const [login, name] = useState('');
  const [from, date] = useState(today());
  const wanted = login.trim();
  return (
    <form
      className="inline-form appoint"
      action={() => onAppoint({ login: wanted, from, to: null })}
    >
      <TextField
        label="New champion, by login"
        value={login}
        maxLength={100}
        autoComplete="off"
        onWrite={name}
      />
      <TextField label="Since" type="date" required value={from} onWrite={date} />
      <button type="submit" className="button button-primary" disabled={isBusy || wanted === ''}>
        Appoint
      </button>
      <p className="form-note">{CHAMPION_EFFECT}</p>
    </form>
  );
}
