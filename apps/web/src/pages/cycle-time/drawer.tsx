import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';

import { useScope, useView } from '../../address/org-scope.ts';
import type { Scope } from '../../address/scope.ts';
import { atOf, useChoice } from '../../address/use-choice.ts';
import { binOf, type View } from '../../address/view.ts';
import type { PullRequestsAsked } from '../../api/pull-requests.ts';
import { seriesQuery, type Series, type SeriesPoint } from '../../api/series.ts';
import { bucket, spokenBucket } from '../../format/dates.ts';
import { duration } from '../../format/durations.ts';
import { figure } from '../../format/measured.ts';
import { ageNames } from '../../words/stages.ts';
import { DrawerList } from './drawer-list.tsx';
import { hourOf, openedIn } from './open-ages.ts';

/** The pull requests behind a point: of a bucket, of an age, or of a bin of cycle times. */
export function Drawer() {
  const scope = useScope();
  const view = useView();
  const series = useQuery(seriesQuery(scope, 'cycle_time')).data;
  const choose = useChoice();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const point = series?.series[0]?.points.find((one) => atOf(one) === view.at);
  const asked = askedOf({ scope, view, point });
  return (
    <section className="drawer" aria-labelledby="c-drawer">
      <header className="drawer-head">
        <div>
          <h2 id="c-drawer" ref={head} tabIndex={-1}>
            {titleOf(view, scope)}
          </h2>
          <p>{subtitleOf({ view, point, series })}</p>
        </div>
        <button
          type="button"
          className="icon-button"
          aria-label="Close the list"
          onClick={() => choose({})}
        >
          <X />
        </button>
      </header>
      {asked !== null && <DrawerList asked={asked} figures={point ?? null} />}
    </section>
  );
}

type Chosen = {
  readonly scope: Scope;
  readonly view: View;
  readonly point: SeriesPoint | undefined;
};

/** What the list asks for; null while or where there is no such bucket. */
function askedOf({ scope, view, point }: Chosen): PullRequestsAsked | null {
  const { grain: _grain, from: start, to: end, ...narrowed } = scope;
  const { age, stage, sort } = view;
  const bin = view.bin === undefined ? null : binOf(view.bin);
  if (age !== undefined) {
    const opened = openedIn(age, hourOf(new Date()));
    const asked = { ...narrowed, ...opened, state: 'open', sort: sort ?? 'age' } as const;
    return stage === undefined ? asked : { ...asked, stage };
  }
  const merged = { ...narrowed, state: 'merged', sort: sort ?? 'cycle_time' } as const;
  if (bin !== null) {
    return { ...merged, from: start, to: end, cycleTimeFrom: bin.from, cycleTimeTo: bin.to };
  }
  if (point === undefined) return null;
  const { from, to } = point;
  return { ...merged, from, to };
}

function titleOf({ at, age, bin: text }: View, { grain }: Scope): string {
  const bin = text === undefined ? null : binOf(text);
  if (age !== undefined) return `Open, ${ageNames[age]}`;
  if (bin !== null) return `${duration(Number(bin.from))} to ${duration(Number(bin.to))}`;
  return at === undefined ? '' : spokenBucket(grain, new Date(at));
}

type Told = {
  readonly view: View;
  readonly point: SeriesPoint | undefined;
  readonly series: Series | undefined;
};

function subtitleOf({ view, point, series }: Told): string {
  if (view.bin !== undefined) return 'Merged in this period, with a cycle time in this range.';
  if (view.age !== undefined) return 'Still open, so their times go on: nothing is measured yet.';
  if (series === undefined) return 'Loading';
  if (point === undefined) return `This ${series.grain} is not in the period that is shown.`;
  const when = bucket(series.grain, new Date(point.from), new Date(point.to));
  if (point.value === null) return `${when}: ${point.reason ?? 'no figure'}`;
  const { value, interval } = figure('seconds', point.value, point.interval);
  const open = point.provisional ? ' · may still change' : '';
  return `p50 ${value} ${interval ?? ''} · n = ${point.sampleSize ?? 'hidden'}${open}`;
}
