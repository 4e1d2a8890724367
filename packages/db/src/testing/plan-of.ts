import { is, sql, SQL } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';

/** A step of a plan, as the database names it. */
export type PlanStep = {
  readonly node: string;
  readonly relation: string | null;
  readonly index: string | null;
  /** What the index is asked for. */
  readonly condition: string | null;
};

/**
 * How the database would do the hand-written statements of some work, step by step; none of them is
 * done, and each is said to have found nothing.
 */
export async function planOf(
  tx: Transaction,
  work: (tx: Transaction) => Promise<unknown>,
): Promise<PlanStep[]> {
  const steps: PlanStep[] = [];
  const explaining = new Proxy(tx, {
    get(target, name): unknown {
      const value: unknown = Reflect.get(target, name, target);
      if (name !== 'execute') return value;
      return async (query: unknown) => {
        if (!is(query, SQL)) throw new TypeError('no hand-written statement');
        const [row] = await rowsOf<Readonly<Record<string, unknown>>>(
          target,
          sql`explain (format json, costs off) ${query}`,
        );
        collect(Object.values(row ?? {})[0], steps);
        return [];
      };
    },
  });
  await work(explaining);
  return steps;
}

/** Plans lie in plans; a step is whatever names its node type. */
function collect(plan: unknown, steps: PlanStep[]): void {
  if (Array.isArray(plan)) {
    for (const part of plan) collect(part, steps);
    return;
  }
  if (typeof plan !== 'object' || plan === null) return;
  const facts = new Map<string, unknown>(Object.entries(plan));
  const textOf = (name: string) => {
    const value = facts.get(name);
    return typeof value === 'string' ? value : null;
  };
  const node = textOf('Node Type');
  if (node !== null) {
    const condition = textOf('Index Cond');
    steps.push({ node, relation: textOf('Relation Name'), index: textOf('Index Name'), condition });
  }
  for (const value of facts.values()) collect(value, steps);
}
