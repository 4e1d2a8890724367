import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { useOrg } from '../../address/org-scope.ts';
import {
  correctMembership,
  previewMembership,
  type MembershipsSaid,
  type Team,
} from '../../api/teams.ts';
import { count } from '../../format/numbers.ts';
import { NotDone } from '../comparisons/acting.tsx';
import { TextField } from '../settings/text-field.tsx';
import { useSave } from '../settings/use-save.ts';
import { today } from './days.ts';

type Time = MembershipsSaid['times'][number];

/** All times of a person in a team: written, looked at ahead, and kept. */
export function TimesForm({
  team,
  said,
  onDone,
}: {
  readonly team: Team;
  readonly said: MembershipsSaid;
  readonly onDone: () => void;
}) {
  const [times, write] = useState(said.times);
  const { preview, saving } = useTimes(team.slug, { login: said.login, times });
  const change = (changed: readonly Time[]) => {
    preview.reset();
    write(changed);
  };
  const moved = preview.data?.pullRequests;
  return (
    <form className="settings-form" action={() => preview.mutate()}>
      <p className="form-note">
        Times of {said.login} in {team.name}, in order. None: never in it.
      </p>
      <TimeList times={times} onWrite={change} />
      <div className="save-row">
        <button type="submit" className="button" disabled={preview.isPending}>
          What would it move?
        </button>
        {moved !== undefined && (
          <SaveTimes
            isBusy={saving.isPending}
            onSave={() => saving.mutate(undefined, { onSuccess: onDone })}
          />
        )}
      </div>
      <p role="status" className="form-note">
        {moved !== undefined && movedWords(moved)}
      </p>
      <NotDone what="Nothing was changed." error={preview.error ?? saving.error} />
    </form>
  );
}

function SaveTimes({ isBusy, onSave }: { readonly isBusy: boolean; readonly onSave: () => void }) {
  return (
    <button type="button" className="button button-primary" disabled={isBusy} onClick={onSave}>
      Save these times
    </button>
  );
}

function useTimes(slug: string, said: MembershipsSaid) {
  const org = useOrg();
  const preview = useMutation({ mutationFn: () => previewMembership(org, slug, said) });
  const saving = useSave({
    save: () => correctMembership(org, slug, said),
    touches: [
      ['team-members', org],
      ['team-summaries', org],
      ['series', org],
    ],
  });
  return { preview, saving };
}

function TimeList({
  times,
  onWrite,
}: {
  readonly times: readonly Time[];
  readonly onWrite: (times: readonly Time[]) => void;
}) {
  return (
    <>
      {times.map((time, place) => (
        <TimeFields
          // oxlint-disable-next-line react/no-array-index-key -- a time is known by its place alone
          key={place}
          place={place}
          time={time}
          onWrite={(written) => onWrite(times.map((one, at) => (at === place ? written : one)))}
          onRemove={() => onWrite(times.filter((_, at) => at !== place))}
        />
      ))}
      <div>
        <button
          type="button"
          className="button"
          onClick={() => onWrite([...times, { from: today(), to: null }])}
        >
          One more time
        </button>
      </div>
    </>
  );
}

function movedWords(moved: number): string {
  const what = `Moves ${count(moved)} ${moved === 1 ? 'pull request' : 'pull requests'}`;
  return `${what} in or out of this team's figures, which are computed anew for those days. Your word then wins over GitHub's.`;
}

function TimeFields({
  place,
  time,
  onWrite,
  onRemove,
}: {
  readonly place: number;
  readonly time: Time;
  readonly onWrite: (time: Time) => void;
  readonly onRemove: () => void;
}) {
  const { from, to } = time;
  return (
    <div className="inline-form">
      <TextField
        label={`From, time ${place + 1}`}
        type="date"
        required
        value={from}
        onWrite={(day) => onWrite({ ...time, from: day })}
      />
      <TextField
        label={`First day no longer, time ${place + 1}`}
        type="date"
        value={to ?? ''}
        onWrite={(day) => onWrite({ ...time, to: day === '' ? null : day })}
      />
      <button type="button" className="quiet-button" onClick={onRemove}>
        Remove time {place + 1}
      </button>
    </div>
  );
}
