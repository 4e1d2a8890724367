import type { ChartTable as Table } from './chart-types.ts';

/** The figures of a chart, in its order. */
export function ChartTable({ table }: { readonly table: Table }) {
  const [first, ...others] = table.columns;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by keys
    <div className="chart-table" role="region" aria-label={`${table.caption}, table`} tabIndex={0}>
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
        <tbody>
          {table.rows.map(({ head, cells }) => (
            <tr key={head}>
              <th scope="row">{head}</th>
              {cells.map((cell, index) => (
                <td key={others[index] ?? index}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
