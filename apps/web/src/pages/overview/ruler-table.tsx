import type { Comparison, ListedComparison } from '../../api/comparisons.ts';
import { Ruler, reachOf } from '../../charts/ruler.tsx';
import { changeWithInterval } from '../../format/numbers.ts';
import { capital, measureWords } from '../../words/measures.ts';
import { readChange, type Reading } from '../../words/readings.ts';
import { readVerdict } from '../../words/verdict.ts';

type Interval = readonly [number, number];

type Row = {
  readonly measure: string;
  readonly percent: number | null;
  readonly interval: Interval | null;
  readonly naive?: { readonly percent: number | null; readonly interval: Interval | null };
  readonly reading: Reading;
};

const GUARDS_SHOWN = 2;
const GUARDS_FIRST = ['revert_rate', 'review_load', 'pr_size'];

/** The changes of an answer on one scale. */
export function RulerTable({
  comparison,
  picked,
}: {
  readonly comparison: Comparison;
  readonly picked: ReadonlyMap<string, ListedComparison>;
}) {
  const rows = rowsOf(comparison, picked);
  const reach = reachOf(rows.flatMap(({ interval, naive }) => [interval, naive?.interval ?? null]));
  return (
    <table className="rulers">
      <caption>
        Change by adopting, 95% interval. Grey: too small to matter. Hollow: plain before/after.
      </caption>
      <tbody>
        {rows.map((row) => (
          <RulerRow key={row.measure} row={row} reach={reach} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td />
          <td className="ruler-scale">
            <span>−{reach}%</span>
            <span>0</span>
            <span>+{reach}%</span>
          </td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}

function RulerRow({ row, reach }: { readonly row: Row; readonly reach: number }) {
  const { measure, percent, interval, naive, reading } = row;
  const { name, unit } = measureWords(measure);
  const figures = percent === null ? 'no figure' : changeWithInterval(percent, interval);
  const label = `${capital(name)}: ${figures}, ${reading.words}`;
  return (
    <tr>
      <th scope="row">
        {capital(name)}
        <span>{hint(measure) ?? unit}</span>
      </th>
      <td className="ruler-cell">
        <Ruler
          percent={percent}
          interval={interval}
          {...(naive !== undefined && { naive })}
          tone={reading.tone}
          label={label}
          reach={reach}
        />
      </td>
      <td className="ruler-figures">
        <b>{figures}</b>
        <span>{reading.words}</span>
      </td>
    </tr>
  );
}

function hint(measure: string): string | null {
  const { wanted, isTime, lower } = measureWords(measure);
  return isTime && wanted === 'lower' ? `${lower} is better` : null;
}

function rowsOf(
  comparison: Comparison,
  picked: ReadonlyMap<string, ListedComparison>,
): readonly Row[] {
  const own = rowOf(comparison, comparison.naive);
  const throughput = comparison.measure === 'throughput' ? undefined : picked.get('throughput');
  const guards = (comparison.guards ?? [])
    .toSorted((a, b) => rank(a.measure) - rank(b.measure))
    .slice(0, GUARDS_SHOWN)
    .map((guard): Row => ({ ...guard, reading: readChange(guard.measure, guard) }));
  return [own, ...(throughput === undefined ? [] : [rowOf(throughput)]), ...guards];
}

function rowOf(comparison: ListedComparison, naive?: Comparison['naive']): Row {
  const { measure, effect } = comparison;
  const change = { percent: effect?.percent ?? null, interval: effect?.interval ?? null };
  const reading = readVerdict(comparison);
  return { measure, ...change, reading, ...(naive !== undefined && { naive }) };
}

function rank(measure: string): number {
  const place = GUARDS_FIRST.indexOf(measure);
  return place === -1 ? GUARDS_FIRST.length : place;
}
