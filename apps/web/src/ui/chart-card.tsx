import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { useTableSwitch } from '../address/use-table-switch.ts';
import type { ChartContent } from '../charts/chart-types.ts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import type { GuideId } from '../words/guide.ts';
import { Card, CardHead } from './card.tsx';
import { Broken, Skeleton } from './states.tsx';

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
  readonly show: (data: Data) => Shown;
};

/** A card with a chart of an answer: loading, broken, busy or there. */
export function ChartCard<Data>({ span, height, query, show, ...frame }: ChartCardProps<Data>) {
  const { id, title, subtitle } = frame;
  const table = useTableSwitch(id);
  const { data, error, isPlaceholderData, refetch } = query;
  if (data !== undefined && error === null) {
    return (
      <Card span={span} labelledBy={id} isBusy={isPlaceholderData}>
        <ChartFrame {...frame} table={table} {...show(data)} />
      </Card>
    );
  }
  return (
    <Card span={span} labelledBy={id} isBusy={error === null}>
      <CardHead id={id} title={title} subtitle={subtitle} />
      {error === null ? (
        <Skeleton height={height} />
      ) : (
        <Broken what="This chart" error={error} onRetry={() => void refetch()} />
      )}
    </Card>
  );
}
