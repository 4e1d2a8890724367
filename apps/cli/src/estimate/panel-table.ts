import type { PanelRow } from '@uplift/causal';

import { CsvError, csvRecords, type CsvRecord } from './csv.ts';

/** Which columns of a table hold what. */
export type PanelColumns = {
  readonly unit: string;
  readonly time: string;
  readonly outcome: string;
  readonly firstTreated: string;
  readonly cluster?: string | undefined;
  readonly weights?: string | undefined;
  readonly covariates: readonly string[];
};

/**
 * Reads a panel from comma-separated text with a header.
 *
 * @throws {CsvError} naming the column or the line that is at fault
 */
export function readPanelTable(text: string, columns: PanelColumns): readonly PanelRow[] {
  const records = csvRecords(text);
  const header = records.next();
  if (header.done === true) throw new CsvError('the table is empty');
  const names = header.value.fields.map((name) => name.trim());
  const placeOf = (column: string) => placeIn(names, column);

  const places = {
    unit: placeOf(columns.unit),
    time: placeOf(columns.time),
    outcome: placeOf(columns.outcome),
    firstTreated: placeOf(columns.firstTreated),
    cluster: columns.cluster === undefined ? null : placeOf(columns.cluster),
    weights: columns.weights === undefined ? null : placeOf(columns.weights),
    covariates: columns.covariates.map(placeOf),
  };
  const rows: PanelRow[] = [];
  for (const record of records) {
    if (record.fields.length !== names.length) {
      throw new CsvError(
        `line ${record.line} has ${record.fields.length} fields, the header has ${names.length}`,
      );
    }
    rows.push(rowOf(record, places, columns));
  }
  return rows;
}

type Places = {
  readonly unit: number;
  readonly time: number;
  readonly outcome: number;
  readonly firstTreated: number;
  readonly cluster: number | null;
  readonly weights: number | null;
  readonly covariates: readonly number[];
};

function placeIn(names: readonly string[], column: string): number {
  const place = names.indexOf(column);
  if (place === -1) {
    throw new CsvError(`there is no column ${column}; the columns are ${names.join(', ')}`);
  }
  if (names.includes(column, place + 1)) throw new CsvError(`two columns are named ${column}`);
  return place;
}

function rowOf(record: CsvRecord, places: Places, columns: PanelColumns): PanelRow {
  const { unit, cluster, weights } = places;
  const textOf = (place: number) => record.fields[place] ?? '';
  const numberOf = (place: number, column: string) => numberIn(textOf(place), column, record.line);
  if (textOf(unit) === '') throw new CsvError(`line ${record.line}: ${columns.unit} is empty`);

  return {
    unit: textOf(unit),
    period: numberOf(places.time, columns.time),
    outcome: numberOf(places.outcome, columns.outcome),
    firstTreated: firstTreatedIn(textOf(places.firstTreated), columns.firstTreated, record.line),
    covariates: places.covariates.map((place, at) => numberOf(place, columns.covariates[at] ?? '')),
    ...(cluster === null ? {} : { cluster: textOf(cluster) }),
    ...(weights === null ? {} : { weight: numberOf(weights, columns.weights ?? '') }),
  };
}

function firstTreatedIn(text: string, column: string, line: number): number | 'never' {
  if (text.trim() === '') return 'never';
  const value = numberIn(text, column, line);
  return value === 0 ? 'never' : value;
}

function numberIn(text: string, column: string, line: number): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value)) return value;
  throw new CsvError(
    text.trim() === ''
      ? `line ${line}: ${column} is empty`
      : `line ${line}: ${column} is not a number: ${text}`,
  );
}
