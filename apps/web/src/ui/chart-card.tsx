import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { useTableSwitch } from '../address/use-table-switch.ts';
import type { ChartContent } from '../charts/chart-types.ts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import type { GuideId } from '../words/guide.ts';
import { Absent, type Absence } from './absent.tsx';
import { Card, CardHead } from './card.tsx';
import { StaleChip, useStaleness } from './stale.tsx';
import { Broken, ChartSkeleton } from './states.tsx';

/** What a chart shows of an answer. */
type Shown = {
  readonly figure?: ReactNode;
  readonly content: ChartContent;
  readonly foot?: ReactNode;
};

/** What a chart shows, and what it is asked from. */
type ChartCardProps<Data> = {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly span: 4 | 5 | 6 | 7 | 8 | 12;
  /** Of the drawing, in pixels. */
  readonly height: number;
  /** Its page of the guide; left out, the table of contents stands in. */
  readonly guide?: GuideId;
  readonly query: UseQueryResult<Data>;
  /** Why there is nothing to draw of an answer; null where there is. */
  readonly absent?: (data: Data) => Absence | null;
  /** Whether its figures go on with every event of a pull request, and are old without. */
  readonly isOfEvents?: boolean;
  readonly show: (data: Data) => Shown;
};

/** A card with a chart of an answer: loading, broken, busy, with nothing to draw, or there. */
export function ChartCard<Data>(props: ChartCardProps<Data>) {
  const { span, height, query, absent, show, isOfEvents = true, ...frame } = props;
  const { id, title, subtitle } = frame;
  const { data, error, isPlaceholderData, refetch } = query;
  if (data === undefined || error !== null) {
    return (
      <Card span={span} labelledBy={id} isBusy={error === null}>
        <CardHead id={id} title={title} subtitle={subtitle} awaitsTools={error === null} />
        {error === null ? (
          <ChartSkeleton height={height} />
        ) : (
          <Broken what="This chart" error={error} onRetry={() => void refetch()} />
        )}
      </Card>
    );
  }
  const absence = absent?.(data) ?? null;
  return (
    <Card span={span} labelledBy={id} isBusy={isPlaceholderData}>
      {absence === null ? (
        <Drawn {...frame} {...show(data)} isOfEvents={isOfEvents} />
      ) : (
        <>
          <CardHead id={id} title={title} subtitle={subtitle} />
          <Absent absence={absence} height={height} />
        </>
      )}
    </Card>
  );
}

type DrawnProps = Shown &
  Pick<ChartCardProps<never>, 'id' | 'title' | 'subtitle' | 'guide'> & {
    readonly isOfEvents: boolean;
  };

/** The chart; grey, and with the day of the last event, where that is long ago. */
function Drawn({ isOfEvents, foot, ...frame }: DrawnProps) {
  const table = useTableSwitch(frame.id);
  const stale = useStaleness();
  if (stale === null || !isOfEvents) return <ChartFrame {...frame} foot={foot} table={table} />;
  return (
    <div className="chart-stale">
      <ChartFrame
        {...frame}
        table={table}
        foot={
          <>
            <StaleChip stale={stale} />
            {foot}
          </>
        }
      />
    </div>
  );
}
