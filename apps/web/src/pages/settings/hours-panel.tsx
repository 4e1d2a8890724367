import { useState } from 'react';

import { useOrg } from '../../address/org-scope.ts';
import { changeSettings, type Settings } from '../../api/settings.ts';
import { moment } from '../../format/dates.ts';
import { SaveRow } from './save-row.tsx';
import { useSave } from './use-save.ts';
import { WithSettings } from './with-settings.tsx';

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** The zone that times are shown in. */
export function HoursPanel() {
  return <WithSettings>{(settings) => <ZoneForm settings={settings} />}</WithSettings>;
}

function ZoneForm({ settings }: { readonly settings: Settings }) {
  const org = useOrg();
  const [zone, choose] = useState(settings.zone);
  const saving = useSave({
    save: () => changeSettings(org, { zone: zone === 'UTC' ? null : zone }),
    touches: [['settings', org], ['me']],
  });
  const known = zones.includes(zone) ? zones : [zone, ...zones];
  return (
    <form className="settings-form" action={() => saving.mutate(undefined)}>
      <label>
        <span>Time zone</span>
        <select className="field" value={zone} onChange={({ target }) => choose(target.value)}>
          {known.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
        <small>Now it is {moment(new Date(), zone)} there.</small>
      </label>
      <SaveRow words="Save zone" saving={saving} isOff={zone === settings.zone} />
    </form>
  );
}
