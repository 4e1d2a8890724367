import { useState } from 'react';

import { useOrg } from '../../address/org-scope.ts';
import { changeSettings, type Settings } from '../../api/settings.ts';
import { LARGEST_MINIMUM, SMALLEST_GROUP } from '../../words/smallest-group.ts';
import { SaveRow } from './save-row.tsx';
import { TextField } from './text-field.tsx';
import { useSave } from './use-save.ts';
import { WithSettings } from './with-settings.tsx';

/** The smallest group, with a worked example. */
export function PrivacyPanel() {
  return <WithSettings>{(settings) => <PrivacyForm settings={settings} />}</WithSettings>;
}

function PrivacyForm({ settings: { minimumGroup } }: { readonly settings: Settings }) {
  const org = useOrg();
  const [text, write] = useState(String(minimumGroup));
  const wanted = Number(text);
  const isSound = Number.isInteger(wanted) && wanted >= SMALLEST_GROUP && wanted <= LARGEST_MINIMUM;
  const saving = useSave({
    save: () => changeSettings(org, { minimumGroup: wanted }),
    // Nearly every figure may be hidden or shown otherwise.
    touches: [[]],
  });
  return (
    <>
      <p className="key-figure">
        <b>{minimumGroup}</b>
        <span className="key-n">people are the smallest group that any figure is about</span>
      </p>
      <form className="settings-form" action={() => saving.mutate(undefined)}>
        <TextField
          label={`Smallest group, ${SMALLEST_GROUP} to ${LARGEST_MINIMUM} people`}
          type="number"
          min={SMALLEST_GROUP}
          max={LARGEST_MINIMUM}
          step={1}
          required
          value={text}
          onWrite={write}
        />
        <SaveRow words="Save smallest group" saving={saving} isOff={wanted === minimumGroup} />
      </form>
      <Example minimum={isSound ? wanted : minimumGroup} />
    </>
  );
}

/** Three teams by such a group: one is shown, one too small, and one would give that away. */
function Example({ minimum }: { readonly minimum: number }) {
  const [payments, search, design] = [2 * minimum + 2, minimum + 1, minimum - 2];
  const everybody = payments + search + design;
  const rows = [
    { team: 'Payments', people: payments, why: 'large enough', isShown: true },
    { team: 'Search', people: search, why: 'large enough, but see below', isShown: false },
    { team: 'Design', people: design, why: `fewer than ${minimum}`, isShown: false },
  ];
  return (
    <>
      <table className="comparisons privacy">
        <caption>
          An example by a smallest group of {minimum}: an organisation of {everybody} people in
          three teams
        </caption>
        <thead>
          <tr>
            {['Team', 'People', 'Cycle time', 'Why'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ team, people, why, isShown }) => (
            <tr key={team}>
              <th scope="row">{team}</th>
              <td>{people}</td>
              <td>{isShown ? '26 h' : <span className="hidden-size">not shown</span>}</td>
              <td>{why}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="settings-lead">{whyWords({ minimum, payments, search, design })}</p>
    </>
  );
}

function whyWords({
  minimum,
  payments,
  search,
  design,
}: {
  readonly minimum: number;
  readonly payments: number;
  readonly search: number;
  readonly design: number;
}): string {
  const everybody = payments + search + design;
  return `Design has fewer than ${minimum} people, so it is never shown. With the figures of everybody, of Payments and of Search, those of Design could be worked out: ${everybody} − ${payments} − ${search} = ${design} people. So the smaller of the two, Search, is hidden as well. What is left, ${everybody} − ${payments} = ${everybody - payments} people, is enough.`;
}
