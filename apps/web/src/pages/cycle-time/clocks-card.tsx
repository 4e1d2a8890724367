import { useQuery } from '@tanstack/react-query';

import { useScope } from '../../address/org-scope.ts';
import { useChooseBucket } from '../../address/use-choice.ts';
import { seriesQuery } from '../../api/series.ts';
import { clocksContent } from '../../charts/clocks-chart.tsx';
import { countWords } from '../../charts/series-readings.ts';
import { absenceOf } from '../../ui/absent.tsx';
import { ChartCard } from '../../ui/chart-card.tsx';

const HEIGHT = 212;

/** How long until people look, and until AI reviewers do. */
export function ClocksCard() {
  const scope = useScope();
  const query = useQuery(seriesQuery(scope, 'review_turnaround'));
  const ai = useQuery(seriesQuery(scope, 'ai_review_turnaround'));
  const choose = useChooseBucket(query.data);
  return (
    <ChartCard
      id="c-clocks"
      guide="review_clocks"
      title="Two review clocks"
      subtitle={`p50 time from ready to first review, logarithmic${countWords(query.data)} · AI reviews never stop the human clock`}
      span={4}
      height={HEIGHT}
      query={query}
      absent={(series) => absenceOf(series, 'review_clocks')}
      show={(human) => ({
        content: clocksContent(
          { human, ai: ai.data ?? { ...human, series: [] }, height: HEIGHT },
          choose,
        ),
        foot:
          ai.error === null
            ? '95% intervals are read aloud, and in the table.'
            : 'The clock of AI reviewers did not load.',
      })}
    />
  );
}
