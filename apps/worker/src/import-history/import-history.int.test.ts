import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { simulateOrganization } from '@uplift/causal';
import { findImport, recordDeliveries, compressBody, type OpenDatabase } from '@uplift/db';
import {
  dialects,
  dumpStore,
  emptyStore,
  openTestStore,
  readNamedActivity,
  readNamedFacts,
} from '@uplift/db/testing';
import { deliveriesOf, historyKinds, historyLines } from '@uplift/simulated-github';
import { temporaryDirectory, type TemporaryDirectory } from '@uplift/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { processInbox } from '../process-inbox/process-inbox.ts';
import { listeningQueue, now } from '../testing/observed.ts';
import { HistoryFileError, inspectHistoryFile } from './history-file.ts';
import { importHistory, type ImportProgress } from './import-history.ts';

const always = { from: new Date('2020-01-01'), to: new Date('2026-01-31') };
const { story } = simulateOrganization({
  developers: 6,
  weeks: 12,
  effectPercent: 0,
  seed: 7,
  endsAt: always.to,
});
const lines = [...historyLines(story, always)];
const aPull = lines.find((line) => line.includes('"kind":"pull_request"')) ?? '';

describe.each(dialects)('importing history on %s', (dialect) => {
  let store: OpenDatabase;
  let directory: TemporaryDirectory;
  beforeAll(async () => {
    store = await openTestStore(dialect);
    directory = await temporaryDirectory();
  });
  beforeEach(async () => emptyStore(store.db));
  afterAll(async () => {
    await store.close();
    await directory.remove();
  });

  const write = async (name: string, content: string | Uint8Array) => {
    const path = join(directory.path, name);
    await writeFile(path, content);
    return path;
  };
  const read = (path: string, request = {}) =>
    importHistory({ path, pieceBytes: 4096, ...request }, { db: store.db, now });
  const plain = () => write('plain.ndjson', lines.join('\n'));

  it('reads a whole organisation, and a second time writes no row', async () => {
    const path = await plain();

    const first = await read(path);
    const before = await dumpStore(store.db);
    const second = await read(path);

    expect(first).toMatchObject({
      linesRead: lines.length,
      linesStored: lines.length,
      skipped: [],
      resumedAfterLine: 0,
    });
    expect(await readNamedFacts(store.db)).toHaveLength(story.pullRequests.length);
    expect(second).toMatchObject({
      linesRead: lines.length,
      newEvents: 0,
      changedOrganizations: [],
    });
    expect(await dumpStore(store.db)).toEqual(before);
  });

  it('reads the same from a compressed file, whatever its name', async () => {
    await read(await plain());
    const expected = [await readNamedFacts(store.db), await readNamedActivity(store.db)];
    await emptyStore(store.db);

    await read(await write('packed.ndjson', gzipSync(lines.join('\n'))));

    expect([await readNamedFacts(store.db), await readNamedActivity(store.db)]).toEqual(expected);
  });

  it('gives the same facts as webhooks do, and both together the same again', async () => {
    // given what webhooks cannot tell left out: they carry no commits
    const kinds = historyKinds.filter((kind) => kind !== 'commit');
    const path = await write(
      'told.ndjson',
      [...historyLines(story, { ...always, kinds })].join('\n'),
    );
    await read(path);
    const byHistory = await readNamedFacts(store.db);
    await emptyStore(store.db);

    // when
    const deliveries = [...deliveriesOf(story, { ...always, secret: 's', installationId: 1 })];
    await recordDeliveries(
      store.db,
      await Promise.all(
        deliveries.map(async ({ id, event, body, at }) => ({
          guid: id,
          event,
          receivedAt: at,
          body: await compressBody(body),
        })),
      ),
    );
    const { queue } = listeningQueue();
    const onError = (error: unknown) => expect(error).toBeUndefined();
    await processInbox({ db: store.db, queue, now, onError });
    const byWebhook = await readNamedFacts(store.db);
    await read(path);

    // then
    expect(byWebhook).toEqual(byHistory);
    expect(await readNamedFacts(store.db)).toEqual(byHistory);
  });

  it('counts what it cannot read with lines and reasons, and reads the rest', async () => {
    const path = await write(
      'mixed.ndjson',
      [
        'no json',
        '',
        aPull,
        '{"kind":"nonsense"}',
        'no json either',
        `"${'x'.repeat(20_000)}"`,
      ].join('\r\n'),
    );

    const summary = await read(path, { maxLineBytes: 15_000 });

    expect(summary).toMatchObject({ linesRead: 5, linesStored: 1 });
    expect(
      summary.skipped.map(({ reason, count, examples }) => [
        reason,
        count,
        examples.map(({ line }) => line),
      ]),
    ).toEqual([
      ['not_json', 2, [1, 5]],
      ['line_too_long', 1, [6]],
      ['unknown_kind', 1, [4]],
    ]);
    expect(await readNamedFacts(store.db)).toHaveLength(1);
  });

  it('skips the one line whose values the database refuses', async () => {
    await store.db.execute(
      `alter table organizations add constraint no_globex check (login <> 'globex')`,
    );
    const refused = '{"kind":"repository","data":{"id":1,"full_name":"globex/api"}}';
    const path = await write('refused.ndjson', [aPull, refused, ...lines.slice(0, 20)].join('\n'));

    const summary = await read(path);

    await store.db.execute(`alter table organizations drop constraint no_globex`);
    expect(summary).toMatchObject({
      linesStored: 21,
      skipped: [{ reason: 'not_storable', count: 1, examples: [{ line: 2 }] }],
    });
    expect((await readNamedFacts(store.db)).length).toBeGreaterThan(0);
  });

  it('goes on where it was interrupted', async () => {
    // given an import that is cut off behind its first batch of lines
    const path = await plain();
    const { fingerprint } = await inspectHistoryFile(path);
    const interrupt = () => {
      throw new Error('interrupted');
    };
    await expect(read(path, { onProgress: interrupt })).rejects.toThrow('interrupted');
    const checkpoint = await findImport(store.db, fingerprint);

    // when
    const progress: ImportProgress[] = [];
    const summary = await read(path, { onProgress: (step: ImportProgress) => progress.push(step) });

    // then
    expect(checkpoint).toMatchObject({ status: 'running' });
    expect(summary.resumedAfterLine).toBe(checkpoint?.linesDone);
    expect(summary.resumedAfterLine).toBeGreaterThanOrEqual(1000);
    expect(summary.linesRead).toBe(lines.length);
    expect(await readNamedFacts(store.db)).toHaveLength(story.pullRequests.length);
    const last = progress.at(-1);
    expect(last?.bytesRead).toBe(last?.bytesTotal);
    expect(last?.linesRead).toBe(lines.length);
  });

  it('stores what it could read of a file that was cut off, and says so', async () => {
    const packed = gzipSync(lines.join('\n'));
    const path = await write('cut.ndjson.gz', packed.subarray(0, packed.length / 2));

    await expect(read(path)).rejects.toThrow(/cut\.ndjson\.gz: .*ends too early/);

    expect((await readNamedFacts(store.db)).length).toBeGreaterThan(0);
  });

  it('takes deliveries into the inbox, each once', async () => {
    const delivery = JSON.stringify({
      kind: 'delivery',
      event: 'ping',
      id: 'g-1',
      data: { zen: '.' },
    });
    const path = await write('inbox.ndjson', `${delivery}\n${delivery}\n`);

    expect(await read(path)).toMatchObject({ linesStored: 2, deliveriesRecorded: 1 });
    expect(await read(path)).toMatchObject({ linesStored: 2, deliveriesRecorded: 0 });
  });
});

describe('a history file', () => {
  it('that is missing or a directory is refused in one line', async () => {
    await expect(inspectHistoryFile('/nowhere/at-all.ndjson')).rejects.toThrow(HistoryFileError);
    await expect(inspectHistoryFile('/nowhere/at-all.ndjson')).rejects.toThrow(/no such file$/);
    await expect(inspectHistoryFile('/')).rejects.toThrow(/directory/);
  });
});
