import { ChevronDown } from 'lucide-react';
import { useRef, useState } from 'react';

import { windowOf } from '../address/scope.ts';
import { periods, USUAL_PERIOD } from '../address/view.ts';
import { periodNames, windowWords } from './filter-words.ts';
import { useFilters } from './use-filters.ts';

/** The window: one that moves with the calendar, or two days. */
export function PeriodFilter() {
  const { view } = useFilters();
  const details = useRef<HTMLDetailsElement>(null);
  const close = () => details.current?.removeAttribute('open');
  const isFixed = view.from !== undefined;
  return (
    <details
      ref={details}
      className="period"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || details.current?.open !== true) return;
        // The sheet that it may lie in stays.
        event.preventDefault();
        close();
        details.current.querySelector('summary')?.focus();
      }}
      onBlur={({ currentTarget, relatedTarget }) =>
        currentTarget.contains(relatedTarget) || close()
      }
    >
      <summary className={isFixed ? 'filter filter-on' : 'filter'}>
        <span>Period</span>
        {windowWords(view, new Date())}
        <ChevronDown aria-hidden="true" />
      </summary>
      <div className="popover">
        <MovingWindows onDone={close} />
        <FixedWindow onDone={close} />
      </div>
    </details>
  );
}

/** Those that move with the calendar. */
function MovingWindows({ onDone }: { readonly onDone: () => void }) {
  const { view, change } = useFilters();
  const isFixed = view.from !== undefined;
  return periods.map((one) => (
    <button
      key={one}
      type="button"
      className="menu-item"
      aria-pressed={!isFixed && (view.period ?? USUAL_PERIOD) === one}
      onClick={() => {
        change({ period: one, from: undefined, to: undefined });
        onDone();
      }}
    >
      {periodNames[one]}
    </button>
  ));
}

const DAY = 86_400_000;

/** Two days, shown inclusive and kept half-open. */
function FixedWindow({ onDone }: { readonly onDone: () => void }) {
  const { view, change } = useFilters();
  const now = windowOf(view, new Date());
  const [from, setFrom] = useState(now.from);
  const [last, setLast] = useState(shifted(now.to, -DAY));
  const isSound = from !== '' && last !== '' && from <= last;
  return (
    <form
      className="window-form"
      onSubmit={(event) => {
        event.preventDefault();
        change({ period: undefined, from, to: shifted(last, DAY) });
        onDone();
      }}
    >
      <label>
        From
        <input type="date" value={from} onChange={({ target }) => setFrom(target.value)} />
      </label>
      <label>
        To
        <input type="date" value={last} onChange={({ target }) => setLast(target.value)} />
      </label>
      <button type="submit" className="button" disabled={!isSound}>
        Show these dates
      </button>
    </form>
  );
}

function shifted(day: string, milliseconds: number): string {
  const instant = new Date(`${day}T00:00:00Z`).getTime() + milliseconds;
  return new Date(instant).toISOString().slice(0, 10);
}
