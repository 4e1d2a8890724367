import type { ComparisonDetail } from '../../api/comparison-detail.ts';
import { count } from '../../format/numbers.ts';
import { levelFigure } from '../../words/result.ts';
import { Fact } from '../../ui/fact.tsx';

/** What an answer rests on: who, how much, how long, and the levels. */
export function FactsStrip({ comparison }: { readonly comparison: ComparisonDetail }) {
  const { n } = comparison;
  if (n === undefined) return null;
  return (
    <section className="card facts" aria-label="What it rests on">
      <dl>
        <Fact
          name="Adopters"
          value={count(n.treatedDevelopers)}
          note="developers, with work before and after"
        />
        <Fact
          name="Not yet adopted"
          value={count(n.controlDevelopers)}
          note="developers, at least part of the time"
        />
        <Fact
          name="Pull requests"
          value={count(n.pullRequests)}
          note={`in ${count(n.clusters)} groups that move together`}
        />
        <Fact
          name="Time"
          value={`${count(n.weeks)} weeks`}
          note="before and after adoption together"
        />
        <Levels comparison={comparison} />
      </dl>
    </section>
  );
}

function Levels({ comparison: { levels, measure } }: { readonly comparison: ComparisonDetail }) {
  const level = (value: number | null | undefined) =>
    value === null || value === undefined ? 'not told' : levelFigure(measure, value).value;
  return (
    <Fact
      name="Adopters’ level"
      value={`${level(levels?.before)} → ${level(levels?.after)}`}
      note={
        levels?.expected === null || levels?.expected === undefined
          ? 'before and after'
          : `before and after; ${level(levels.expected)} expected without the tool`
      }
    />
  );
}
