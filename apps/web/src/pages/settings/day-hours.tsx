import type { WorkingHours } from '../../api/settings.ts';
import { TextField } from './text-field.tsx';
import { weekdayNames, weekdays, type Weekday } from './working-hours.ts';

type Hours = WorkingHours['hours'];
type DayHours = NonNullable<Hours[Weekday]>;

/** The hours of each day of the week. */
export function WeekHours({
  hours,
  onWrite,
}: {
  readonly hours: Hours;
  readonly onWrite: (hours: Hours) => void;
}) {
  return (
    <fieldset className="week-hours">
      <legend>Hours of each day, such as 09:00 to 17:30; midnight at the end is 24:00</legend>
      {weekdays.map((weekday) => (
        <DayFields
          key={weekday}
          name={weekdayNames[weekday]}
          hours={hours[weekday]}
          onWrite={(changed) => onWrite({ ...hours, [weekday]: changed })}
        />
      ))}
    </fieldset>
  );
}

function DayFields({
  name,
  hours,
  onWrite,
}: {
  readonly name: string;
  readonly hours: DayHours | null;
  readonly onWrite: (hours: DayHours | null) => void;
}) {
  return (
    <div className="day-hours">
      <label className="day-works">
        <input
          type="checkbox"
          checked={hours !== null}
          onChange={({ target }) => onWrite(target.checked ? { from: '09:00', to: '17:00' } : null)}
        />
        {name}
      </label>
      {hours === null ? (
        <span className="day-off">off</span>
      ) : (
        (['from', 'to'] as const).map((end) => (
          <TextField
            key={end}
            label={`${name} ${end}`}
            value={hours[end]}
            onWrite={(time) => onWrite({ ...hours, [end]: time })}
            required
            size={5}
            maxLength={5}
            pattern="([01][0-9]|2[0-3]):[0-5][0-9]|24:00"
            title="A time of day, such as 09:00"
          />
        ))
      )}
    </div>
  );
}
