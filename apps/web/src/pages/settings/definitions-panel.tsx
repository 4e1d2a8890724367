import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { useOrg } from '../../address/org-scope.ts';
import { changeSettings, type Settings } from '../../api/settings.ts';
import { SaveRow } from './save-row.tsx';
import { TextField } from './text-field.tsx';
import { useSave } from './use-save.ts';
import { WithSettings } from './with-settings.tsx';

/** What counts as production, and what a seat costs. */
export function DefinitionsPanel() {
  return <WithSettings>{(settings) => <DefinitionsForm settings={settings} />}</WithSettings>;
}

function DefinitionsForm({ settings }: { readonly settings: Settings }) {
  const org = useOrg();
  const [names, write] = useState(settings.productionEnvironments.join('\n'));
  const [cost, price] = useState<Cost>({
    amount: String(settings.seatCost?.amount ?? ''),
    currency: settings.seatCost?.currency ?? 'USD',
  });
  const wanted = names.split('\n').map((line) => line.trim());
  const productionEnvironments = wanted.filter((line) => line !== '');
  const saving = useSave({
    save: () =>
      changeSettings(org, {
        productionEnvironments: productionEnvironments.length === 0 ? null : productionEnvironments,
        seatCost: cost.amount.trim() === '' ? null : { ...cost, amount: Number(cost.amount) },
      }),
    touches: [['settings', org], ['adoption', org], ['series']],
  });
  return (
    <form className="settings-form" action={() => saving.mutate(undefined)}>
      <label>
        <span>Environments of production, one a line; * stands for any characters</span>
        <textarea
          className="field"
          rows={7}
          value={names}
          onChange={({ target }) => write(target.value)}
        />
        <small>Empty: the usual names, such as production, prod-* and live.</small>
      </label>
      <CostFields cost={cost} onChange={price} />
      <SaveRow words="Save definitions" saving={saving} />
      <GuideNote />
    </form>
  );
}

type Cost = { readonly amount: string; readonly currency: string };

function CostFields({
  cost,
  onChange,
}: {
  readonly cost: Cost;
  readonly onChange: (cost: Cost) => void;
}) {
  return (
    <div className="field-pair">
      <TextField
        label="A seat costs, in a month"
        type="number"
        min={0}
        max={10_000}
        step="0.01"
        value={cost.amount}
        onWrite={(amount) => onChange({ ...cost, amount })}
      />
      <TextField
        label="Currency"
        pattern="[A-Z]{3}"
        maxLength={3}
        value={cost.currency}
        onWrite={(currency) => onChange({ ...cost, currency: currency.toUpperCase() })}
      />
    </div>
  );
}

function GuideNote() {
  return (
    <p className="form-note">
      How every other measure is computed stands in the{' '}
      <Link to="/o/$org/guide/$measure" params={{ org: useOrg(), measure: 'cycle_time' }}>
        guide
      </Link>
      , and is the same everywhere.
    </p>
  );
}
