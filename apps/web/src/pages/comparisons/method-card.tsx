import type { ComparisonDetail } from '../../api/comparison-detail.ts';
import { useZone } from '../../api/use-zone.ts';
import { moment } from '../../format/dates.ts';
import { Card, CardHead } from '../../ui/card.tsx';

/** How it was computed and of which data, so that it can be computed again. */
export function MethodCard({ comparison }: { readonly comparison: ComparisonDetail }) {
  const zone = useZone();
  const { method, data, frozen } = comparison;
  if (method === undefined || data === undefined) return null;
  const settings = Object.entries(method.settings);
  return (
    <Card span={5} labelledBy="c-mt" className="method">
      <CardHead id="c-mt" title="Method and data" />
      <p>{method.words}</p>
      <p>
        {frozen
          ? 'Frozen: this answer is kept as it is, whatever becomes known later.'
          : `As of the data known on ${moment(new Date(data.computedAt), zone)}.`}
      </p>
      <code>
        method {method.id} {method.version} · seed {data.seed} · data {data.version} · sha256{' '}
        {data.hash}
      </code>
      {settings.length > 0 && (
        <details>
          <summary>All settings</summary>
          <dl>
            {settings.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </Card>
  );
}
