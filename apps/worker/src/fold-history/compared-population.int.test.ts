import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import {
  controlledComparison,
  simulateOrganization,
  type BeforeAfterMeasure,
} from '@uplift/causal';
import { findComparison, recordComparison, withOrganization, type OpenDatabase } from '@uplift/db';
import { openTestStore } from '@uplift/db/testing';
import { historyLines } from '@uplift/simulated-github';
import { temporaryDirectory, type TemporaryDirectory } from '@uplift/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { catchUp } from '../catch-up/catch-up.ts';
import { importHistory } from '../import-history/import-history.ts';
import { comparisonInput } from '../run-comparison/comparison-input.ts';
import { runComparison } from '../run-comparison/run-comparison.ts';
import { comparedPopulation } from './compared-population.ts';
import { openHistoryFold } from './fold-history.ts';

const organizationId = 1;
const seed = 3;
const now = () => new Date('2026-02-01');
const endsAt = new Date('2026-01-26');
const lines = [
  ...historyLines(
    simulateOrganization({ developers: 24, weeks: 36, effectPercent: -30, seed, endsAt }).story,
    { from: new Date('2024-01-01'), to: endsAt },
  ),
];

describe('a history folded in memory', () => {
  let store: OpenDatabase;
  let directory: TemporaryDirectory;
  beforeAll(async () => {
    directory = await temporaryDirectory();
    store = await openTestStore('pglite');
    const path = join(directory.path, 'history.ndjson');
    await writeFile(path, lines.join('\n'));
    await importHistory({ path }, { db: store.db, now });
    await catchUp({ db: store.db, now });
  }, 120_000);
  afterAll(async () => {
    await store.close();
    await directory.remove();
  });

  const throughTheStore = async (measure: BeforeAfterMeasure) => {
    const comparisonId = await withOrganization(store.db, organizationId, (tx) =>
      recordComparison(tx, {
        organizationId,
        name: 'asked',
        measure,
        method: 'group_time_ratio',
        question: {
          tool: 'copilot',
          source: 'usage',
          from: null,
          to: null,
          teamIds: null,
          teams: null,
          seed,
        },
        createdAt: now(),
      }),
    );
    await runComparison({ organizationId, comparisonId }, { db: store.db, now });
    const answered = await withOrganization(store.db, organizationId, (tx) =>
      findComparison(tx, comparisonId),
    );
    return answered?.result;
  };
  const inMemory = (measure: BeforeAfterMeasure) => {
    const fold = openHistoryFold();
    for (const line of lines) fold.take(line);
    const [organization] = fold.organizations();
    const population =
      organization && comparedPopulation(organization, { tool: 'copilot', source: 'usage' });
    if (population == null) throw new Error('there is nothing to compare');
    const input = comparisonInput(population, { from: null, seed, measure });
    return controlledComparison(input, { dataVersion: '', computedAt: now() });
  };

  it.each(['cycle_time', 'throughput'] as const)(
    'is answered on %s to the last digit as it is through the store',
    async (measure) => {
      const stored = await throughTheStore(measure);
      const folded = inMemory(measure);

      expect(folded.effect.interval).not.toBeNull();
      const { data: known, ...ofStore } = stored ?? {};
      const { data, ...ofMemory } = folded;
      expect(ofMemory).toStrictEqual(ofStore);
      expect(known).toMatchObject({ hash: data.hash });
    },
    60_000,
  );
});
