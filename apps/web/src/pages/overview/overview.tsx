import { useQuery } from '@tanstack/react-query';

import { useOrg } from '../../address/org-scope.ts';
import { comparisonQuery, comparisonsQuery } from '../../api/comparisons.ts';
import { useIsNarrow } from '../../charts/use-width.ts';
import { AdoptionCard } from './adoption-card.tsx';
import { ChangesCard } from './changes-card.tsx';
import { CycleTimeCard } from './cycle-time-card.tsx';
import { GuardsCard } from './guards-card.tsx';
import { HealthCard } from './health-card.tsx';
import { headlineOf, pickComparisons } from './pick-comparisons.ts';
import { ThroughputCard } from './throughput-card.tsx';
import { VerdictCard } from './verdict-card.tsx';

/** Has AI changed how we ship, and what moved this week? */
export function Overview() {
  const org = useOrg();
  const listed = useQuery(comparisonsQuery(org));
  const picked = pickComparisons(listed.data ?? []);
  const headline = headlineOf(picked);
  const answer = useQuery({
    ...comparisonQuery(org, headline?.id ?? 0, headline?.frozen ?? false),
    enabled: headline !== undefined,
  });
  const isAwaited = listed.isPending || (headline !== undefined && answer.isPending);
  // On a narrow screen an answer fills the first view, and no answer is a line of it: what stands
  // below comes once that is known, and is not pushed away.
  const isHeldBack = useIsNarrow() && isAwaited;
  return (
    <div className="grid">
      <title>{`Overview · ${org} · Uplift`}</title>
      <VerdictCard listed={listed} picked={picked} answer={answer} />
      {!isHeldBack && (
        <>
          <CycleTimeCard />
          <ChangesCard />
          <ThroughputCard comparison={picked.get('throughput')} />
          <AdoptionCard />
          <GuardsCard guards={answer.data?.guards ?? null} isAwaited={isAwaited} />
          <HealthCard />
        </>
      )}
    </div>
  );
}
