import { Link } from '@tanstack/react-router';
import { Snowflake, Star } from 'lucide-react';

import { useOrg } from '../../address/org-scope.ts';
import { isUnderWay, type ComparisonRow } from '../../api/comparison-list.ts';
import { reachOf, Ruler } from '../../charts/ruler.tsx';
import { day } from '../../format/dates.ts';
import { changeWithInterval, share } from '../../format/numbers.ts';
import { capital, measureWords } from '../../words/measures.ts';
import { statusWords } from '../../words/methods.ts';
import { questionWords } from '../../words/result.ts';
import { claimNames, readVerdict } from '../../words/verdict.ts';
import { Chip } from '../../ui/chip.tsx';

/** Comparisons as rows, their answers on one scale. */
export function ComparisonTable({ rows }: { readonly rows: readonly ComparisonRow[] }) {
  const reach = reachOf(rows.map(({ effect }) => effect?.interval ?? null));
  return (
    <table className="comparisons">
      <caption className="sr">Saved comparisons, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Comparison</th>
          <th scope="col">Verdict</th>
          <th scope="col">Change, 95% interval, ±{reach}%</th>
          <th scope="col">Asked</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} reach={reach} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, reach }: { readonly row: ComparisonRow; readonly reach: number }) {
  const org = useOrg();
  const { unit, name: measure } = measureWords(row.measure);
  return (
    <tr>
      <th scope="row">
        <Link to="/o/$org/comparisons/$id" params={{ org, id: String(row.id) }}>
          {row.name}
        </Link>
        <span>
          {capital(measure)}, {unit}
        </span>
        <span>{questionWords(row).join(' · ')}</span>
        <Marks row={row} />
      </th>
      <td>
        <Verdict row={row} />
      </td>
      <td className="ruler-cell">
        <Change row={row} reach={reach} />
      </td>
      <td className="asked-on">{day(new Date(row.createdAt))}</td>
    </tr>
  );
}

/** What sets a comparison apart from the others. */
export function Marks({ row }: { readonly row: Pick<ComparisonRow, 'frozen' | 'primary'> }) {
  if (!row.frozen && !row.primary) return null;
  return (
    <span className="marks">
      {row.primary && (
        <span className="chip">
          <Star aria-hidden="true" />
          Primary
        </span>
      )}
      {row.frozen && (
        <span className="chip">
          <Snowflake aria-hidden="true" />
          Frozen
        </span>
      )}
    </span>
  );
}

function Verdict({ row }: { readonly row: ComparisonRow }) {
  const { verdict, status } = row;
  if (verdict !== undefined) {
    return (
      <>
        <Chip reading={readVerdict(row)} words={claimNames[verdict.claim]} />
        {verdict.indicative === true && <span className="indicative">indicative</span>}
      </>
    );
  }
  const far = isUnderWay(row) ? `, ${share(row.progress)}` : '';
  return (
    <span className={`status status-${status}`}>
      {statusWords(status)}
      {far}
    </span>
  );
}

function Change({ row, reach }: { readonly row: ComparisonRow; readonly reach: number }) {
  const percent = row.effect?.percent ?? null;
  if (percent === null) return <span className="nothing">no figure</span>;
  const interval = row.effect?.interval ?? null;
  const reading = readVerdict(row);
  const figures = changeWithInterval(percent, interval);
  return (
    <span className="row-change">
      <Ruler
        percent={percent}
        interval={interval}
        tone={reading.tone}
        label={`${figures}, ${reading.words}`}
        reach={reach}
        height={26}
      />
      <b>{figures}</b>
    </span>
  );
}
