import { useState } from 'react';

import { useOrg } from '../../address/org-scope.ts';
import {
  returnMembership,
  type Correction,
  type Member,
  type MembershipsSaid,
  type Team,
} from '../../api/teams.ts';
import { day } from '../../format/dates.ts';
import { NotDone } from '../comparisons/acting.tsx';
import { TextField } from '../settings/text-field.tsx';
import { useSave } from '../settings/use-save.ts';
import { today } from './days.ts';
import { TimesForm } from './times-form.tsx';

type CorrectionsProps = {
  readonly team: Team;
  readonly items: readonly Member[];
  readonly corrections: readonly Correction[];
};

/** When people were in the team, by the word of an administrator: said, and given back. */
export function Corrections({ team, items, corrections }: CorrectionsProps) {
  const [login, name] = useState('');
  const [asked, ask] = useState<MembershipsSaid | null>(null);
  const wanted = login.trim();
  const known = items.filter((one) => one.login.toLowerCase() === wanted.toLowerCase());
  const times = known.map(({ from, to }) => ({ from, to }));
  const begin = () =>
    ask({
      login: known[0]?.login ?? wanted,
      times: times.length === 0 ? [{ from: today(), to: null }] : times,
    });
  return (
    <section aria-labelledby="t-corrections" className="corrections">
      <h3 id="t-corrections">Correct who was in the team when</h3>
      {corrections.length > 0 && <Said team={team} corrections={corrections} />}
      <form className="inline-form" action={begin}>
        <TextField
          label="Whose times, by login"
          value={login}
          maxLength={100}
          autoComplete="off"
          onWrite={name}
        />
        <button type="submit" className="button" disabled={wanted === ''}>
          Show the times
        </button>
      </form>
      {asked !== null && (
        <TimesForm key={asked.login} team={team} said={asked} onDone={() => ask(null)} />
      )}
    </section>
  );
}

function Said({ team, corrections }: Omit<CorrectionsProps, 'items'>) {
  const org = useOrg();
  const giving = useSave({
    save: (login: string) => returnMembership(org, team.slug, login),
    touches: [['team-members', org]],
  });
  return (
    <>
      <ul className="champions">
        {corrections.map((correction) => (
          <li key={correction.login}>
            <b>{correction.login}</b>
            <span>{saidWords(correction)}</span>
            <button
              type="button"
              className="quiet-button"
              disabled={giving.isPending}
              onClick={() => giving.mutate(correction.login)}
            >
              Give {correction.login} back to GitHub
            </button>
          </li>
        ))}
      </ul>
      <NotDone what="Nothing was changed." error={giving.error} />
    </>
  );
}

const GITHUB_SAID = {
  added: 'that they joined',
  removed: 'that they left',
  times: 'other times',
} as const;

function saidWords({ on, github }: Correction): string {
  const said = `said by hand on ${day(new Date(on))}`;
  if (github === null) return said;
  return `${said}; GitHub told ${GITHUB_SAID[github.change]}, ${day(new Date(github.on))}, which does not count`;
}
