import { useState } from 'react';

import { useOrg } from '../../address/org-scope.ts';
import { changeSettings, type Settings, type WorkingHours } from '../../api/settings.ts';
import { count } from '../../format/numbers.ts';
import { WeekHours } from './day-hours.tsx';
import { SaveRow } from './save-row.tsx';
import { useSave } from './use-save.ts';
import { holidaysIn, usualHours } from './working-hours.ts';
import { ZoneField } from './zone-field.tsx';

const SET = 'Set: cycle time can be shown by both clocks.';
const NOT_SET = 'Not set: there is calendar time alone.';

/** When people work: zone, hours of each day, holidays. */
export function WorkingHoursForm({ settings }: { readonly settings: Settings }) {
  const org = useOrg();
  const [draft, write] = useState(settings.workingHours ?? usualHours(settings.zone));
  const [days, paste] = useState(draft.holidays.join('\n'));
  const { holidays } = holidaysIn(days);
  const isSet = settings.workingHours !== null;
  const saving = useSave({
    save: (workingHours: WorkingHours | null) => changeSettings(org, { workingHours }),
    touches: [
      ['settings', org],
      ['series', org],
      ['distribution', org],
      ['pull-request', org],
    ],
  });
  return (
    <form
      className="settings-form"
      aria-labelledby="working-hours"
      action={() => saving.mutate({ ...draft, holidays: [...holidays] })}
    >
      <h3 id="working-hours">Working hours</h3>
      <p className="form-note">{isSet ? SET : NOT_SET}</p>
      <ZoneField
        label="Zone of the working hours"
        zone={draft.zone}
        onChoose={(zone) => write({ ...draft, zone })}
      />
      <WeekHours hours={draft.hours} onWrite={(hours) => write({ ...draft, hours })} />
      <HolidaysField text={days} onWrite={paste} />
      <SaveRow words="Save working hours" saving={saving} />
      {isSet && <TakeBack isOff={saving.isPending} onTake={() => saving.mutate(null)} />}
    </form>
  );
}

function TakeBack({ isOff, onTake }: { readonly isOff: boolean; readonly onTake: () => void }) {
  return (
    <button type="button" className="button take-back" disabled={isOff} onClick={onTake}>
      Take working hours back
    </button>
  );
}

function HolidaysField({
  text,
  onWrite,
}: {
  readonly text: string;
  readonly onWrite: (text: string) => void;
}) {
  const { holidays, unread } = holidaysIn(text);
  return (
    <label>
      <span>Holidays, as dates such as 2026-12-25; words beside them are left out</span>
      <textarea
        className="field"
        rows={6}
        value={text}
        onChange={({ target }) => onWrite(target.value)}
      />
      <small role="status">{holidayWords(holidays.length, unread)}</small>
    </label>
  );
}

function holidayWords(known: number, unread: readonly string[]): string {
  const read = `${count(known)} ${known === 1 ? 'holiday' : 'holidays'} read.`;
  return unread.length === 0 ? read : `${read} No date in: ${unread.slice(0, 3).join('; ')}`;
}
