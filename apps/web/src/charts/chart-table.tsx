import type { KeyboardEvent } from 'react';

import type { ChartTable as Table } from './chart-types.ts';

/** The figures of a chart, in its order; T turns it into the chart again. */
export function ChartTable({
  table,
  onChart,
}: {
  readonly table: Table;
  readonly onChart: () => void;
}) {
  const [first, ...others] = table.columns;
  const onKeyDown = (event: KeyboardEvent) => {
    const isHeld = event.ctrlKey || event.metaKey || event.altKey;
    if (!isHeld && event.key.toLowerCase() === 't') onChart();
  };
  return (
    <div
      className="chart-table"
      role="region"
      aria-label={`${table.caption}, table. T shows the chart.`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by keys
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <table>
        <caption className="sr">{table.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {others.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <Rows table={table} />
      </table>
    </div>
  );
}

function Rows({ table: { columns, rows } }: { readonly table: Table }) {
  return (
    <tbody>
      {rows.map(({ head, cells }) => (
        <tr key={head}>
          <th scope="row">{head}</th>
          {cells.map((cell, index) => (
            <td key={columns[index + 1] ?? index}>{cell}</td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
