import '../../styles/adoption.css';
import '../../styles/heat-map.css';

import { useOrg } from '../../address/org-scope.ts';
import { ChampionsCard, FunnelCard, IdleCard } from './bar-cards.tsx';
import { MovedCard } from './moved-card.tsx';
import { MaturityCard } from './maturity-card.tsx';
import { ActiveCard, StartsCard, WaysCard } from './week-cards.tsx';

/** Who has seats, who uses them, how, and where does it spread? */
export function AdoptionPage() {
  const org = useOrg();
  return (
    <>
      <title>{`Adoption · ${org} · Uplift`}</title>
      <h1 className="sr">Adoption</h1>
      <div className="grid">
        <MovedCard />
        <FunnelCard />
        <StartsCard kind="dated" />
        <ActiveCard />
        <MaturityCard />
        <WaysCard />
        <IdleCard />
        <ChampionsCard />
        <StartsCard kind="disclosed" />
      </div>
    </>
  );
}
