import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { useScope } from '../../address/org-scope.ts';
import { adoptionQuery, type AdoptionGroup } from '../../api/adoption.ts';
import { maturityContent, maturityStages } from '../../charts/maturity-multiples.tsx';
import { useIsNarrow } from '../../charts/use-width.ts';
import { count } from '../../format/numbers.ts';
import { COUNTED, maturityMeanings, maturityNames, peopleWords } from '../../words/adoption.ts';
import { ChartCard } from '../../ui/chart-card.tsx';
import { maturityRows } from './maturity.ts';

const HEIGHT = 240;
const ABREAST = 4;
const MOST_SHOWN = 12;

/** From helping to acting alone: everybody first, then a small chart for each team. */
export function MaturityCard() {
  const query = useQuery(adoptionQuery(useScope()));
  const isNarrow = useIsNarrow();
  const [isWhole, showWhole] = useState(false);
  return (
    <ChartCard
      id="a-maturity"
      guide="ways_of_working"
      title="From assisting to agents, by team"
      subtitle={`share of people present in 28 days, by the highest stage used on 2 of them · by week${peopleWords(query.data)}`}
      span={12}
      height={HEIGHT}
      isOfEvents={false}
      query={query}
      absent={({ groups }) =>
        groups.some(areStagesKnown) ? null : { kind: 'empty', awaits: 'ways_of_working' }
      }
      show={({ groups }) => ({
        content: maturityContent({
          id: 'a-maturity',
          rows: maturityRows(isWhole ? groups : groups.slice(0, MOST_SHOWN), new Date()),
          columns: isNarrow ? 2 : ABREAST,
          caption: 'Stages of working with AI by team and week',
          noInterval: COUNTED,
          tells: [...maturityStages.map((stage) => maturityNames[stage]), 'n, people', 'State'],
        }),
        foot: (
          <>
            <Keys />
            {groups.length > MOST_SHOWN && (
              <button type="button" className="button" onClick={() => showWhole(!isWhole)}>
                {isWhole ? 'Show fewer' : `Show all ${count(groups.length)}`}
              </button>
            )}
          </>
        ),
      })}
    />
  );
}

function areStagesKnown({ weeks }: Pick<AdoptionGroup, 'weeks'>): boolean {
  return weeks.some(({ stages }) => stages !== null);
}

function Keys() {
  return (
    <>
      {maturityStages.map((stage) => (
        <span key={stage} className="key">
          <svg className="part-swatch" aria-hidden="true">
            <rect width={12} height={12} className={`maturity-${stage}`} />
          </svg>
          {maturityNames[stage]}: {maturityMeanings[stage]}
        </span>
      ))}
      <span className="key">
        <svg width="20" height="14" aria-hidden="true">
          <rect width="20" height="14" className="chart-running" />
        </svg>
        week still running
      </span>
    </>
  );
}
