import { describe, expect, it } from 'vitest';

import { comparedPopulation } from './compared-population.ts';
import { openHistoryFold } from './fold-history.ts';

const ada = { id: 1001, login: 'ada', type: 'User' };
const bob = { id: 1002, login: 'bob', type: 'User' };

type Life = { readonly createdAt: string; readonly mergedAt: string | null } & Readonly<
  Record<string, unknown>
>;

function pull(number: number, { createdAt, mergedAt, ...rest }: Life): string {
  return JSON.stringify({
    kind: 'pull_request',
    repository: 'acme/api',
    data: {
      number,
      state: mergedAt === null ? 'open' : 'closed',
      user: ada,
      created_at: createdAt,
      updated_at: mergedAt ?? createdAt,
      merged_at: mergedAt,
      closed_at: mergedAt,
      ...rest,
    },
  });
}

const merged = (day: string, number: number, rest = {}) =>
  pull(number, { createdAt: `${day}T08:00:00Z`, mergedAt: `${day}T10:00:00Z`, ...rest });

function started(user: object, on: string): string {
  const data = { user, tool: 'cursor', on };
  return JSON.stringify({ kind: 'adoption', organization: 'acme', data });
}

function member(user: object, team: string, [from, to]: readonly [string, string | null]): string {
  const data = { user, from, to };
  return JSON.stringify({ kind: 'team_membership', organization: 'acme', team, data });
}

function populationOf(lines: readonly string[]) {
  const fold = openHistoryFold();
  for (const line of lines) fold.take(line);
  const [organization] = fold.organizations();
  return organization && comparedPopulation(organization, { tool: 'cursor', source: 'import' });
}

describe('a history folded in memory', () => {
  it('gives developers from their first to their last day, and ends after the last of all', () => {
    const population = populationOf([
      merged('2026-03-02', 1),
      merged('2026-03-09', 2),
      merged('2026-03-12', 3, { user: bob }),
    ]);

    expect(population?.asOf).toStrictEqual(new Date('2026-03-13'));
    expect(population?.developers).toMatchObject([
      { firstActiveOn: '2026-03-02', lastActiveOn: '2026-03-09', status: 'never', teamId: null },
      { firstActiveOn: '2026-03-12', lastActiveOn: '2026-03-12', status: 'never' },
    ]);
  });

  it('takes an account known by its login alone for the one with the number', () => {
    const population = populationOf([
      merged('2026-03-02', 1, { user: { login: 'ada' } }),
      merged('2026-03-09', 2),
      started({ login: 'Ada' }, '2026-03-05'),
    ]);

    expect(population?.developers).toMatchObject([{ status: 'known', adoptedOn: '2026-03-05' }]);
  });

  it('leaves bots out, and follows pull requests to merges and reverts', () => {
    const population = populationOf([
      merged('2026-03-02', 1),
      merged('2026-03-10', 2, { head: { ref: 'revert-1-topic' } }),
      pull(3, { createdAt: '2026-03-11T08:00:00Z', mergedAt: null }),
      merged('2026-03-12', 4, { user: { id: 49699333, login: 'dependabot[bot]', type: 'Bot' } }),
    ]);

    expect(population?.developers).toHaveLength(1);
    expect(
      population?.pullRequests.map((one) => [one.state, one.cycleTimeSeconds, one.reverted]),
    ).toStrictEqual([
      ['merged', 7200, true],
      ['merged', 7200, false],
      ['open', null, false],
    ]);
  });

  it('counts a team on the day of adoption, without adoption the last one', () => {
    const lines = [
      merged('2026-03-02', 1),
      merged('2026-03-02', 2, { user: bob }),
      member(ada, 'web', ['2026-01-01', '2026-02-01']),
      member(ada, 'core', ['2026-02-01', null]),
      member(bob, 'core', ['2026-01-01', '2026-02-01']),
      member(bob, 'web', ['2026-02-01', '2026-03-01']),
      started(ada, '2026-01-15'),
    ];

    const [first, second] = populationOf(lines)?.developers ?? [];
    expect(first?.teamId).not.toBeNull();
    expect(first?.teamId).toBe(second?.teamId);
  });

  it('counts lines that it cannot read, and has nothing to compare where nothing happened', () => {
    const fold = openHistoryFold();
    fold.take('no JSON');
    fold.take('{"kind":"organization","data":{"id":9,"login":"acme"}}');
    const [organization] = fold.organizations();

    expect(fold.skipped()).toBe(1);
    expect(organization?.login).toBe('acme');
    const treatment = { tool: 'cursor', source: 'import' } as const;
    expect(organization && comparedPopulation(organization, treatment)).toBeNull();
  });
});
