import '../../styles/cycle-time.css';

import { useQuery } from '@tanstack/react-query';

import { useOrg, useScope, useView } from '../../address/org-scope.ts';
import { atOf } from '../../address/use-choice.ts';
import { seriesQuery } from '../../api/series.ts';
import { ClocksCard } from './clocks-card.tsx';
import { DistributionCard } from './distribution-card.tsx';
import { Drawer } from './drawer.tsx';
import { FiguresCard } from './figures-card.tsx';
import { OpenCard } from './open-card.tsx';
import { SeriesCard } from './series-card.tsx';
import { StagesCard } from './stages-card.tsx';

/** Where does the time go, and which pull requests is it? */
export function CycleTime() {
  const org = useOrg();
  const { at, age, bin } = useView();
  const key = at ?? age ?? bin;
  const isOpen = key !== undefined;
  const points = useQuery(seriesQuery(useScope(), 'cycle_time')).data?.series[0]?.points ?? [];
  const place = points.findIndex((point) => atOf(point) === at);
  const chosen = place === -1 ? null : place;
  return (
    <div className={isOpen ? 'ct ct-split' : 'ct'}>
      <title>{`Cycle time · ${org} · Uplift`}</title>
      <h1 className="sr">Cycle time</h1>
      <div className="grid ct-charts">
        <FiguresCard />
        <SeriesCard chosen={chosen} />
        <StagesCard chosen={chosen} />
        <DistributionCard />
        <ClocksCard />
        <OpenCard />
      </div>
      {isOpen && <Drawer key={key} />}
    </div>
  );
}
