import { useState } from 'react';

import { useOrg } from '../../address/org-scope.ts';
import { changeSettings, type Settings } from '../../api/settings.ts';
import { SaveRow } from './save-row.tsx';
import { useSave } from './use-save.ts';
import { WithSettings } from './with-settings.tsx';
import { WorkingHoursForm } from './working-hours-form.tsx';
import { ZoneField } from './zone-field.tsx';

/** The zone that times are shown in, and when people work. */
export function HoursPanel() {
  return (
    <WithSettings>
      {(settings) => (
        <>
          <ZoneForm settings={settings} />
          <WorkingHoursForm settings={settings} />
        </>
      )}
    </WithSettings>
  );
}

function ZoneForm({ settings }: { readonly settings: Settings }) {
  const org = useOrg();
  const [zone, choose] = useState(settings.zone);
  const saving = useSave({
    save: () => changeSettings(org, { zone: zone === 'UTC' ? null : zone }),
    touches: [['settings', org], ['me']],
  });
  return (
    <form className="settings-form" action={() => saving.mutate(undefined)}>
      <ZoneField label="Time zone" zone={zone} onChoose={choose} />
      <SaveRow words="Save zone" saving={saving} isOff={zone === settings.zone} />
    </form>
  );
}
