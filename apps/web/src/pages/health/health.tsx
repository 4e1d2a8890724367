import '../../styles/heat-map.css';
import '../../styles/health.css';

import { useQuery } from '@tanstack/react-query';

import { useOrg } from '../../address/org-scope.ts';
import { healthDetailQuery, type HealthDetail } from '../../api/health-detail.ts';
import { useZone } from '../../api/use-zone.ts';
import { heatContent } from '../../charts/heat-map.tsx';
import { rowBarsContent } from '../../charts/row-bars.tsx';
import { count } from '../../format/numbers.ts';
import { ChartCard } from '../../ui/chart-card.tsx';
import { NoFigure } from '../../ui/key-figure.tsx';
import { PAGE_ROWS, Pager, useStretch } from '../../ui/pager.tsx';
import { Broken, Skeleton } from '../../ui/states.tsx';
import { healthSentence, isFromFiles } from '../../words/health.ts';
import { backfillBars, completenessHeat, sharedOf, unknownWords } from './figures.ts';
import { FilesCard, GapsCard } from './tables.tsx';
import { SourcesCard } from './sources.tsx';

const HEIGHT = 160;

/** Are the figures whole, and if not, why not? */
export function HealthPage() {
  const org = useOrg();
  const { data, error, refetch } = useQuery(healthDetailQuery(org));
  const zone = useZone();
  const total = data === undefined ? 0 : sharedOf(data).length;
  const stretch = useStretch(total);
  return (
    <>
      <title>{`Data health · ${org} · Uplift`}</title>
      <h1 className="sr">Data health</h1>
      <div className="grid">
        <section className="card span-12" aria-label="In one sentence">
          {data !== undefined && <p className="health-sentence">{healthSentence(data, zone)}</p>}
          {data === undefined && error === null && <Skeleton height={HEIGHT} />}
          {error !== null && (
            <Broken what="Data health" error={error} onRetry={() => void refetch()} />
          )}
        </section>
        {data !== undefined && isFromFiles(data) && (
          <FilesCard health={data} zone={zone} stretch={stretch}>
            <Pager total={total} what="repositories" />
          </FilesCard>
        )}
        {data !== undefined && !isFromFiles(data) && <FetchedCards health={data} />}
      </div>
    </>
  );
}

function FetchedCards({ health }: { readonly health: HealthDetail }) {
  return (
    <>
      <SourcesCard health={health} zone={useZone()} />
      <HistoryCard health={health} />
      <DaysCard health={health} />
      <GapsCard health={health} />
    </>
  );
}

function HistoryCard({ health }: { readonly health: HealthDetail }) {
  const query = useQuery(healthDetailQuery(useOrg()));
  const zone = useZone();
  const more = sharedOf(health).length - PAGE_ROWS;
  return (
    <ChartCard
      id="h-backfill"
      guide="history"
      title="History from GitHub"
      subtitle={`% of pull requests fetched, the newest first · n = ${repositoryWords(health)}`}
      span={7}
      height={HEIGHT}
      isOfEvents={false}
      query={query}
      show={(shown) => ({
        content: rowBarsContent(backfillBars(shown, zone)),
        ...(more > 0 && {
          foot: `${count(more)} more are not drawn; what is not done comes first.`,
        }),
      })}
    />
  );
}

function DaysCard({ health }: { readonly health: HealthDetail }) {
  const query = useQuery(healthDetailQuery(useOrg()));
  const total = sharedOf(health).length;
  const stretch = useStretch(total);
  return (
    <ChartCard
      id="h-days"
      guide="completeness"
      title="Completeness"
      subtitle={`% of what changed on GitHub that is here · by day, n = ${repositoryWords(health)}, worst first`}
      span={12}
      height={HEIGHT}
      isOfEvents={false}
      query={query}
      show={(shown) => ({
        figure: <NoFigure why={unknownWords(shown)} />,
        content: heatContent(completenessHeat(shown, stretch)),
        foot: (
          <>
            <span>The stronger the colour, the more; a step for each 20%; dashed: not known.</span>
            <Pager total={total} what="repositories" />
          </>
        ),
      })}
    />
  );
}

function repositoryWords({ repositories }: Pick<HealthDetail, 'repositories'>): string {
  const n = sharedOf({ repositories }).length;
  return `${count(n)} ${n === 1 ? 'repository' : 'repositories'}`;
}
