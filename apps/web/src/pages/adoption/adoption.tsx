import '../../styles/adoption.css';
import '../../styles/heat-map.css';

import { useQuery } from '@tanstack/react-query';

import { useOrg, useScope } from '../../address/org-scope.ts';
import { adoptionQuery } from '../../api/adoption.ts';
import { ChampionsCard, FunnelCard, IdleCard } from './bar-cards.tsx';
import { MovedCard } from './moved-card.tsx';
import { MaturityCard } from './maturity-card.tsx';
import { TeamsPager } from './teams-page.tsx';
import { ActiveCard, StartsCard, WaysCard } from './week-cards.tsx';

/** Who has seats, who uses them, how, and where does it spread? */
export function AdoptionPage() {
  const org = useOrg();
  // How tall the first charts are, a row for each team, is known with the answer: what stands below
  // them comes then, and is not pushed away.
  const { isPending, errorUpdateCount } = useQuery(adoptionQuery(useScope()));
  const isAwaited = isPending && errorUpdateCount === 0;
  return (
    <>
      <title>{`Adoption · ${org} · Uplift`}</title>
      <h1 className="sr">Adoption</h1>
      <div className="grid">
        <MovedCard />
        <TeamsPager />
        <FunnelCard />
        <StartsCard kind="dated" />
        {!isAwaited && <Below />}
      </div>
    </>
  );
}

function Below() {
  return (
    <>
      <ActiveCard />
      <MaturityCard />
      <WaysCard />
      <IdleCard />
      <ChampionsCard />
      <StartsCard kind="disclosed" />
    </>
  );
}
