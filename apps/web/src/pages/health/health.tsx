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
import { Broken, Skeleton } from '../../ui/states.tsx';
import { dayCount, healthSentence, isFromFiles } from '../../words/health.ts';
import { backfillBars, completenessHeat, MOST_ROWS } from './figures.ts';
import { FilesCard, GapsCard } from './tables.tsx';
import { SourcesCard } from './sources.tsx';

const HEIGHT = 160;

/** Are the figures whole, and if not, why not? */
export function HealthPage() {
  const org = useOrg();
  const { data, error, refetch } = useQuery(healthDetailQuery(org));
  const zone = useZone();
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
        {data !== undefined && isFromFiles(data) && <FilesCard health={data} zone={zone} />}
        {data !== undefined && !isFromFiles(data) && <FetchedCards health={data} />}
      </div>
    </>
  );
}

function FetchedCards({ health }: { readonly health: HealthDetail }) {
  const query = useQuery(healthDetailQuery(useOrg()));
  const zone = useZone();
  return (
    <>
      <SourcesCard health={health} zone={zone} />
      <ChartCard
        id="h-backfill"
        guide="history"
        title="History from GitHub"
        subtitle={`% of pull requests fetched, the newest first · n = ${repositoryWords(health)}`}
        span={7}
        height={HEIGHT}
        isOfEvents={false}
        query={query}
        show={(shown) => ({ content: rowBarsContent(backfillBars(shown, zone)) })}
      />
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
          figure: <NoFigure why={`${dayCount(shown.completeness.unknownDays)} not compared`} />,
          content: heatContent(completenessHeat(shown)),
          foot: `The stronger the colour, the more; a step for each 20%; dashed: not known.${moreWords(shown)}`,
        })}
      />
      <GapsCard health={health} />
    </>
  );
}

function repositoryWords({ repositories }: Pick<HealthDetail, 'repositories'>): string {
  const n = repositories.filter(({ removed }) => !removed).length;
  return `${count(n)} ${n === 1 ? 'repository' : 'repositories'}`;
}

function moreWords({ repositories }: Pick<HealthDetail, 'repositories'>): string {
  const more = repositories.filter(({ removed }) => !removed).length - MOST_ROWS;
  return more > 0 ? ` ${count(more)} better ones are not drawn.` : '';
}
