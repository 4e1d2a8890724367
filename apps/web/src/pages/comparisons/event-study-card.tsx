import { useTableSwitch } from '../../address/use-table-switch.ts';
import type { ComparisonDetail, EventWeek } from '../../api/comparison-detail.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { eventStudyContent } from '../../charts/event-study-content.tsx';
import { isThin } from '../../charts/event-plot.ts';
import { count } from '../../format/numbers.ts';
import { measureWords } from '../../words/measures.ts';
import { zeroWords } from '../../words/result.ts';
import { Card } from '../../ui/card.tsx';

const ID = 'c-es';

/** How the change came, week by week. */
export function EventStudyCard({ comparison }: { readonly comparison: ComparisonDetail }) {
  const table = useTableSwitch(ID);
  const weeks = comparison.eventStudy ?? [];
  if (weeks.length === 0) return null;
  const title = `Change in ${measureWords(comparison.measure).name} by week since adoption`;
  const adopters = count(comparison.n?.treatedDevelopers ?? 0);
  const zero = zeroWords(comparison);
  return (
    <Card span={7} labelledBy={ID}>
      <ChartFrame
        id={ID}
        guide="comparison"
        title={title}
        subtitle={`%, against those who had not adopted yet · ${zero} · n = ${adopters} adopters`}
        content={eventStudyContent(weeks, title)}
        table={table}
        foot={<Keys weeks={weeks} />}
      />
    </Card>
  );
}

/** The marks in words: only those that are in it. */
function Keys({ weeks }: { readonly weeks: readonly EventWeek[] }) {
  return (
    <>
      <span className="key">
        <svg width="12" height="16" aria-hidden="true">
          <line x1="6" x2="6" y1="1" y2="15" className="chart-whisker" />
          <circle cx="6" cy="8" r="3.2" className="chart-dot" />
        </svg>
        week, 95% interval
      </span>
      <span className="key">
        <svg width="22" height="12" aria-hidden="true">
          <rect width="22" height="12" className="event-band" />
        </svg>
        95% for all weeks together
      </span>
      {weeks.some((week) => isThin(week, weeks)) && (
        <span className="key">
          <svg width="12" height="12" aria-hidden="true">
            <circle cx="6" cy="6" r="3.5" className="chart-dot-open" />
          </svg>
          fewer than half the adopters seen
        </span>
      )}
    </>
  );
}
