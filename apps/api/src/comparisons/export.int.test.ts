import { ComparisonAccepted, Problem, type ComparisonResult } from '@uplift/contracts';
import { claimComparison, markSimulated, settleComparison, withOrganization } from '@uplift/db';
import { dialects } from '@uplift/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { answer } from '../testing/answer.ts';
import { NOW, openTestApi, type TestApi } from '../testing/open-test-api.ts';
import { seedOrganization } from '../testing/seed.ts';

const BASE = '/api/v1/organizations/acme/comparisons';

describe.each(dialects)('exporting a comparison on %s', (dialect) => {
  let api: TestApi;
  let organizationId: number;
  let champion: string;
  beforeAll(async () => {
    api = await openTestApi(dialect);
    organizationId = (await seedOrganization(api.db, 'acme')).id;
    champion = await api.token('champion', organizationId);
  });
  afterAll(() => api.close());

  const ask = async (name: string) => {
    const response = await fetch(`${api.url}${BASE}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${champion}`, 'content-type': 'application/json' },
      body: JSON.stringify({ measure: 'cycle_time', name }),
    });
    return ComparisonAccepted.parse(await response.json()).id;
  };
  const settle = (id: number, result: ComparisonResult) =>
    withOrganization(api.db, organizationId, async (tx) => {
      await claimComparison(tx, id);
      const outcome = { status: 'done', result, dataVersion: 7 } as const;
      await settleComparison(tx, { id, outcome, at: NOW });
    });
  const download = (id: number) =>
    fetch(`${api.url}${BASE}/${id}.csv`, { headers: { authorization: `Bearer ${champion}` } });

  test('gives a file with a row for each number, and notes who took it', async () => {
    const id = await ask('=HYPERLINK("http://x")');
    await settle(id, answer);

    const response = await download(id);

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename=comparison-${id}.csv`,
    );
    const lines = (await response.text()).split('\r\n');
    expect(lines[0]).toBe('part,key,value,lower,upper,unit,n,words');
    expect(lines).toContain(`comparison,name,"'=HYPERLINK(""http://x"")",,,,,`);
    expect(lines).toContain('effect,change,-12,-19,-4,percent,,');
    expect(lines).toContain('levels,before,90000,,,seconds,,');
    expect(lines).toContain('n,treatedDevelopers,12,,,,,');
    const note = api.logged.find((line) => line.includes('"audit":"export"')) ?? '{}';
    expect(JSON.parse(note)).toMatchObject({
      what: `comparison ${id}`,
      organizationId,
      access: { kind: 'token', name: 'a champion', role: 'champion' },
    });
  });

  test('of a simulation says so in its name and ahead of its figures', async () => {
    const id = await ask('simulated');
    await settle(id, answer);
    await markSimulated(api.db, { login: 'acme', truth: { effects: [] } });

    const response = await download(id);

    expect(response.headers.get('content-disposition')).toContain(`simulated-comparison-${id}.csv`);
    expect((await response.text()).split('\r\n')[1]).toMatch(/^comparison,simulated,true,/);
  });

  test('is refused while there is no answer', async () => {
    const id = await ask('asked');

    const refused = await download(id);

    expect(refused.status).toBe(409);
    expect(Problem.parse(await refused.json()).detail).toContain('is queued');
    expect((await download(999999)).status).toBe(404);
  });
});
