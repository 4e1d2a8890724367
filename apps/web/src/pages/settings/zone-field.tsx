import { moment } from '../../format/dates.ts';

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** A zone, by its name, with what time it is there. */
export function ZoneField({
  label,
  zone,
  onChoose,
}: {
  readonly label: string;
  readonly zone: string;
  readonly onChoose: (zone: string) => void;
}) {
  const known = zones.includes(zone) ? zones : [zone, ...zones];
  return (
    <label>
      <span>{label}</span>
      <select className="field" value={zone} onChange={({ target }) => onChoose(target.value)}>
        {known.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
      <small>Now it is {moment(new Date(), zone)} there.</small>
    </label>
  );
}
