import { useTableSwitch } from '../../address/use-table-switch.ts';
import type { ComparisonDetail } from '../../api/comparison-detail.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { forestContent, type ForestRow } from '../../charts/forest-plot.tsx';
import { count } from '../../format/numbers.ts';
import { capital, measureWords } from '../../words/measures.ts';
import { estimatorName } from '../../words/methods.ts';
import { readChange, ZONE_PERCENT } from '../../words/readings.ts';
import { readVerdict } from '../../words/verdict.ts';
import { Card } from '../../ui/card.tsx';

type Part = { readonly comparison: ComparisonDetail };

/** Did the gain cost something elsewhere? */
export function GuardsCard({ comparison }: Part) {
  const table = useTableSwitch('c-gd');
  const rows = guardRows(comparison);
  if (rows.length === 0) return null;
  const worse = rows.filter(({ tone }) => tone === 'worse').length;
  const better = rows.filter(({ tone }) => tone === 'better').length;
  const title = 'Guard measures';
  return (
    <Card span={7} labelledBy="c-gd" className="forest-card">
      <ChartFrame
        id="c-gd"
        guide="comparison"
        title={title}
        subtitle={`% change of adopters against the others, 95% interval${adopters(comparison)} · ${worse} got worse, ${better} got better`}
        content={forestContent(rows, { caption: title, column: 'Guard' })}
        table={table}
        foot={<Zone />}
      />
    </Card>
  );
}

/** The guards as rows, each with what it amounts to. */
export function guardRows({ guards = [] }: Pick<ComparisonDetail, 'guards'>): readonly ForestRow[] {
  return guards.map(({ measure, percent, interval }) => {
    const { tone, words } = readChange(measure, { percent, interval });
    const name = capital(measureWords(measure).name);
    return { label: `${name}: ${words}`, percent, interval, tone, words };
  });
}

/** Does the answer depend on the method? */
export function RobustnessCard({ comparison }: Part) {
  const table = useTableSwitch('c-rb');
  const rows = methodRows(comparison);
  if (rows.length < 2) return null;
  const title = 'Does the answer depend on the method?';
  return (
    <Card span={7} labelledBy="c-rb" className="forest-card">
      <ChartFrame
        id="c-rb"
        guide="comparison"
        title={title}
        subtitle={`% change, 95% interval${adopters(comparison)} · ${agreement(comparison)}`}
        content={forestContent(rows, { caption: title, column: 'Method' })}
        table={table}
        foot={<Zone />}
      />
    </Card>
  );
}

/** The answer, then other ways to compute it, and the plain one last. */
export function methodRows(comparison: ComparisonDetail): readonly ForestRow[] {
  const { effect, robustness = [], naive, measure } = comparison;
  const percent = effect?.percent ?? null;
  const own = percent === null ? [] : [{ percent, interval: effect?.interval ?? null }];
  const row = (change: Pick<ForestRow, 'percent' | 'interval'>) => {
    const { tone, words } = readChange(measure, change);
    return { percent: change.percent, interval: change.interval, tone, words };
  };
  const plainly = naive?.percent ?? null;
  return [
    ...own.map((change) => ({
      ...row(change),
      label: 'The answer above',
      tone: readVerdict(comparison).tone,
      kind: 'headline' as const,
    })),
    ...robustness.map((other) => ({ ...row(other), label: estimatorName(other.estimator) })),
    ...(plainly === null
      ? []
      : [
          {
            ...row({ percent: plainly, interval: naive?.interval ?? null }),
            label: 'Plain before and after',
            kind: 'naive' as const,
          },
        ]),
  ];
}

function adopters({ n }: ComparisonDetail): string {
  return n === undefined ? '' : ` · n = ${count(n.treatedDevelopers)} adopters`;
}

/** As the verdict has it: methods that are known to err do not count. */
function agreement({ verdict }: ComparisonDetail): string {
  const depends = verdict?.reasons.some(({ rule }) => rule === 'depends_on_method') ?? false;
  return depends ? 'yes: methods disagree' : 'no method that can be relied on says otherwise';
}

function Zone() {
  return (
    <span className="key">
      <svg width="20" height="12" aria-hidden="true">
        <rect width="20" height="12" className="ruler-zone" />
      </svg>
      too small to matter (±{ZONE_PERCENT}%)
    </span>
  );
}
