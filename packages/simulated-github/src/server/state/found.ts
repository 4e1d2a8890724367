/** The row of an id. @throws {RangeError} if there is none */
export function found<Row>(rows: ReadonlyMap<number, Row>, id: number): Row {
  const row = rows.get(id);
  if (row === undefined) throw new RangeError(`there is nothing with the id ${id}`);
  return row;
}
