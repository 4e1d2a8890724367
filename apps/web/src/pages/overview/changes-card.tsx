import type { Changes } from '../../api/changes.ts';
import { changeWithInterval, count } from '../../format/numbers.ts';
import { moved } from '../../words/readings.ts';
import { Card, CardHead } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';

const MOST_SHOWN = 5;

/** What moved beyond noise, and that the rest did not. */
export function ChangesCard({ changes }: { readonly changes: Changes }) {
  const { series, changes: found } = changes;
  const shown = found.slice(0, MOST_SHOWN);
  const subtitle = `${found.length} of ${count(series)} series moved more than chance explains (false-discovery limit 10%)`;
  return (
    <Card span={4} labelledBy="o-ch">
      <CardHead id="o-ch" title="Changed this week beyond noise" subtitle={subtitle} />
      <ul className="changes">
        {shown.map((change) => (
          <li key={`${change.measure} ${change.key}`}>
            <b>
              {change.title}
              {change.by === null ? '' : `, ${change.key}`}
            </b>
            <p>
              Change {changeWithInterval(change.percent, change.interval)}, n ={' '}
              {count(change.sampleSize)}.
            </p>
            <Chip reading={moved(change.measure, change.percent)} />
          </li>
        ))}
        <li>
          <b>Everything else</b>
          <p>{count(series - found.length)} series stayed inside their usual range.</p>
        </li>
      </ul>
    </Card>
  );
}
