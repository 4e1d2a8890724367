import { ChartNoAxesColumn, Ellipsis, Table2 } from 'lucide-react';
import { lazy, Suspense, useRef, useState, type ReactNode } from 'react';

import type { GuideId } from '../words/guide.ts';
import { ChartPlot } from './chart-plot.tsx';
import { ChartTable } from './chart-table.tsx';
import type { ChartContent } from './chart-types.ts';
import { useTurn } from './use-turn.ts';

const ChartMenu = lazy(async () => {
  const { ChartMenu: component } = await import('./chart-menu.tsx');
  return { default: component };
});

/** A chart in its frame: what it is, its headline figure, the drawing or the table, and notes. */
export type ChartFrameProps = {
  /** Of its own on the page, for the address. */
  readonly id: string;
  readonly title: string;
  /** Statistic, unit and how it is grouped. */
  readonly subtitle: string;
  /** The headline figure with interval and n. */
  readonly figure?: ReactNode;
  readonly content: ChartContent;
  readonly foot?: ReactNode;
  /** Its page of the guide; left out, the table of contents stands in. */
  readonly guide?: GuideId | undefined;
  readonly table: { readonly isShown: boolean; readonly toggle: () => void };
};

/** The one way a chart stands on a page; see {@link ChartFrameProps}. */
export function ChartFrame(props: ChartFrameProps) {
  const { id, title, subtitle, figure, content, foot, guide, table } = props;
  const place = useRef<HTMLDivElement>(null);
  const turn = useTurn(place, table);
  const { noInterval } = content;
  return (
    <>
      <div className="card-head">
        <div>
          <h2 id={id}>{title}</h2>
          <p>{subtitle}</p>
        </div>
        <div className="card-tools">
          <TableButton title={title} table={table} />
          <MenuButton
            title={title}
            subtitle={subtitle}
            content={content}
            guide={guide}
            drawing={() => place.current?.querySelector('svg') ?? null}
          />
        </div>
      </div>
      {figure}
      <div ref={place}>
        {table.isShown ? (
          <ChartTable table={content.table} onChart={turn} />
        ) : (
          <ChartPlot title={title} content={content} onTable={turn} />
        )}
      </div>
      {(foot !== undefined || noInterval !== undefined) && (
        <div className="card-foot">
          {foot}
          {noInterval !== undefined && <span>No interval: {noInterval}.</span>}
        </div>
      )}
    </>
  );
}

function TableButton({ title, table }: Pick<ChartFrameProps, 'title' | 'table'>) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={table.isShown ? `Show ${title} as a chart` : `Show ${title} as a table`}
      onClick={table.toggle}
    >
      {table.isShown ? <ChartNoAxesColumn /> : <Table2 />}
    </button>
  );
}

/** What the menu of a chart works on. */
export type ChartMenuProps = {
  readonly title: string;
  readonly subtitle: string;
  readonly content: ChartContent;
  readonly guide: GuideId | undefined;
  /** The drawing as it stands; null while the table does. */
  readonly drawing: () => SVGSVGElement | null;
};

/** A plain button until it is pressed: what opens comes with the first press. */
function MenuButton(props: ChartMenuProps) {
  const [isWanted, want] = useState(false);
  const button = (
    <button
      type="button"
      className="icon-button"
      aria-label={`More for ${props.title}`}
      aria-haspopup="menu"
      aria-expanded={isWanted}
      onClick={() => want(true)}
    >
      <Ellipsis />
    </button>
  );
  if (!isWanted) return button;
  return (
    <Suspense fallback={button}>
      <ChartMenu {...props} />
    </Suspense>
  );
}
