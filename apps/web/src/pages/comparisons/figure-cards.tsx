import type { ComparisonDetail } from '../../api/comparison-detail.ts';
import { durationChange } from '../../format/durations.ts';
import { figure } from '../../format/measured.ts';
import { fixed } from '../../format/locale.ts';
import { count } from '../../format/numbers.ts';
import { exclusionWords, horizonName, medianName } from '../../words/methods.ts';
import { Card, CardHead } from '../../ui/card.tsx';

type Part = { readonly comparison: ComparisonDetail };
type Horizon = NonNullable<ComparisonDetail['horizons']>[number];

/** The same question with those counted that are not merged: shares in time, and the mean. */
export function HorizonsCard({ comparison }: Part) {
  const { horizons = [] } = comparison;
  if (horizons.length === 0) return null;
  return (
    <Card span={7} labelledBy="c-hz">
      <CardHead
        id="c-hz"
        title="How soon they merge, unfinished ones counted"
        subtitle="share of all that were opened; expected: what adopters would have had without the tool"
      />
      <Figures head={['Within', 'Before', 'Expected', 'After', 'Difference, 95% interval']}>
        {horizons.map((horizon) => (
          <tr key={horizon.measure}>
            <th scope="row">{horizonName(horizon.measure)}</th>
            {[horizon.before, horizon.expected, horizon.after].map((value, index) => (
              <td key={[0, 1, 2][index]}>{figure(horizon.unit, value, null).value}</td>
            ))}
            <td>{difference(horizon)}</td>
          </tr>
        ))}
      </Figures>
    </Card>
  );
}

/** Points of a share, or a time; with its interval in the same unit. */
function difference({ unit, change, interval }: Horizon): string {
  if (unit === 'share') {
    const points = (value: number) => signed(fixed(value * 100, 1), value);
    const bounds = interval === null ? '' : ` [${interval.map(points).join(', ')}]`;
    return `${points(change)} points${bounds}`;
  }
  return durationChange(change, interval);
}

function signed(text: string, value: number): string {
  return value > 0 ? `+${text}` : text;
}

/** Medians with those counted that are not merged. */
export function MediansCard({ comparison }: Part) {
  const { medians = [] } = comparison;
  if (medians.length === 0) return null;
  return (
    <Card span={7} labelledBy="c-md">
      <CardHead
        id="c-md"
        title="Medians, unfinished ones counted"
        subtitle="cycle time that half of the pull requests stay under, by Kaplan and Meier"
      />
      <Figures head={['Whose', 'Median', '95% interval']}>
        {medians.map(({ of, seconds, interval }) => {
          const told = seconds === null ? null : figure('seconds', seconds, interval);
          return (
            <tr key={of}>
              <th scope="row">{medianName(of)}</th>
              <td>{told?.value ?? 'over 28 days'}</td>
              <td>{told?.interval ?? 'none'}</td>
            </tr>
          );
        })}
      </Figures>
    </Card>
  );
}

/** Who and what is not in the answer. */
export function ExclusionsCard({ comparison }: Part) {
  const { exclusions = [] } = comparison;
  return (
    <Card span={7} labelledBy="c-ex">
      <CardHead id="c-ex" title="Left out, and why" />
      {exclusions.length === 0 ? (
        <p className="nothing">Nobody and nothing is left out.</p>
      ) : (
        <Figures head={['Reason', 'Developers', 'Pull requests']}>
          {exclusions.map(({ reason, developers, pullRequests }) => (
            <tr key={reason}>
              <th scope="row">{exclusionWords(reason)}</th>
              <td>{count(developers)}</td>
              <td>{count(pullRequests)}</td>
            </tr>
          ))}
        </Figures>
      )}
    </Card>
  );
}

function Figures({
  head,
  children,
}: {
  readonly head: readonly string[];
  readonly children: React.ReactNode;
}) {
  return (
    <div className="figures-box">
      <table className="figures">
        <thead>
          <tr>
            {head.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
