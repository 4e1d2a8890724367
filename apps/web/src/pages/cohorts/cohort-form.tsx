import { useState } from 'react';

import { useOrg } from '../../address/org-scope.ts';
import { freezeCohort, type CohortWish } from '../../api/cohorts.ts';
import { Card, CardHead } from '../../ui/card.tsx';
import { TeamChecks } from '../comparisons/team-checks.tsx';
import { ToolField } from '../comparisons/tool-field.tsx';
import { SaveRow } from '../settings/save-row.tsx';
import { TextField } from '../settings/text-field.tsx';
import { useSave } from '../settings/use-save.ts';
import { emptyDraft, wishOf, type CohortDraft } from './cohort-draft.ts';

/** Who is to be in a cohort: everybody to whom all that is told applies. */
export function CohortForm() {
  const org = useOrg();
  const [draft, write] = useState(emptyDraft);
  const saving = useSave({
    save: (wish: CohortWish) => freezeCohort(org, wish),
    touches: [['cohorts', org]],
  });
  const wish = wishOf(draft);
  const freeze = () => {
    if (wish !== null) saving.mutate(wish, { onSuccess: () => write(emptyDraft) });
  };
  return (
    <Card span={12} labelledBy="freeze-cohort">
      <CardHead
        id="freeze-cohort"
        title="Freeze another"
        subtitle="everybody to whom all of this applies, as of today"
      />
      <form className="settings-form" action={freeze}>
        <Rules draft={draft} change={(changed) => write({ ...draft, ...changed })} />
        <p className="form-note">
          Refused where it, what it leaves of everybody, or its difference from a team or another
          cohort is a few people. It cannot be changed or deleted afterwards: it could be laid
          beside the next.
        </p>
        <SaveRow words="Freeze cohort" saving={saving} isOff={wish === null} />
      </form>
    </Card>
  );
}

type DraftProps = {
  readonly draft: CohortDraft;
  readonly change: (changed: Partial<CohortDraft>) => void;
};

function Rules({ draft, change }: DraftProps) {
  const { name, teams, use, tool } = draft;
  return (
    <>
      <TextField
        label="Name"
        value={name}
        maxLength={200}
        onWrite={(written) => change({ name: written })}
      />
      <div className="form-teams">
        <span>Teams: members of any that is ticked, or of all</span>
        <TeamChecks label="Teams" chosen={teams} onChange={(chosen) => change({ teams: chosen })} />
      </div>
      <UseSelect use={use} onChoose={(chosen) => change({ use: chosen })} />
      {use !== 'any' && <ToolField tool={tool} onWrite={(written) => change({ tool: written })} />}
      <Days draft={draft} change={change} />
    </>
  );
}

type Use = CohortDraft['use'];

const uses: Readonly<Record<Use, string>> = {
  any: 'Whether or not they use a tool',
  started: 'Known to have started with a tool',
  not_yet: 'Known not to have started by a day',
};

function UseSelect({
  use,
  onChoose,
}: {
  readonly use: Use;
  readonly onChoose: (use: Use) => void;
}) {
  const all: readonly Use[] = ['any', 'started', 'not_yet'];
  return (
    <label>
      <span>Use of a tool</span>
      <select
        className="field"
        value={use}
        onChange={({ target }) => onChoose(all.find((one) => one === target.value) ?? 'any')}
      >
        {all.map((one) => (
          <option key={one} value={one}>
            {uses[one]}
          </option>
        ))}
      </select>
    </label>
  );
}

function Days({ draft: { use, from, to, by }, change }: DraftProps) {
  if (use === 'any') return null;
  if (use === 'not_yet') {
    const write = (text: string) => change({ by: text });
    return <TextField label="Not up to and with" type="date" value={by} onWrite={write} />;
  }
  return (
    <div className="field-pair">
      <TextField
        label="From, if it matters"
        type="date"
        value={from}
        onWrite={(text) => change({ from: text })}
      />
      <TextField
        label="Before, if it matters"
        type="date"
        value={to}
        onWrite={(text) => change({ to: text })}
      />
    </div>
  );
}
