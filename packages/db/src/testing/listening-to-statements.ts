import { is, SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';

import type { Database } from '../client.ts';

/** Hears of a statement before it is done; what it throws is thrown in the statement's place. */
export type StatementListener = (statement: string) => void;

const dialect = new PgDialect();

/**
 * A database that works as the given one does, and tells of each hand-written statement, and of the
 * begin and end of transactions and savepoints.
 */
export function listeningToStatements(db: Database, heard: StatementListener): Database {
  return listening(db, heard);
}

function listening<Listened extends object>(listened: Listened, heard: StatementListener) {
  return new Proxy(listened, {
    get(target, name): unknown {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...parameters: readonly unknown[]): unknown => {
        if (name === 'execute') heard(wordsOf(parameters[0]));
        if (name !== 'transaction') return Reflect.apply(value, target, parameters);
        const [work, ...settings] = parameters;
        heard('begin');
        return Reflect.apply(value, target, [inside(work, heard), ...settings]);
      };
    },
  });
}

function inside(work: unknown, heard: StatementListener): (tx: object) => Promise<unknown> {
  if (typeof work !== 'function') throw new TypeError('a transaction without work');
  return async (tx) => {
    const result: unknown = await Reflect.apply(work, undefined, [listening(tx, heard)]);
    heard('end');
    return result;
  };
}

function wordsOf(query: unknown): string {
  if (!is(query, SQL)) return String(query);
  return dialect.sqlToQuery(query).sql.replaceAll(/\s+/g, ' ').trim();
}
