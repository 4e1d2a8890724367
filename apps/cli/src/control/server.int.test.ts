import { writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';

import type { OpenDatabase } from '@uplift/db';
import { openTestStore } from '@uplift/db/testing';
import { freePort, serve, temporaryDirectory, type TemporaryDirectory } from '@uplift/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Progress } from '../terminal/progress.ts';
import { readControlAddress, type ControlAddress } from './address-file.ts';
import { callServer } from './client.ts';
import { startControlServer } from './server.ts';

const tokenInput = { role: 'admin', organization: null, name: 'script', expiresInDays: null };

let store: OpenDatabase;
let directory: TemporaryDirectory;
let server: Awaited<ReturnType<typeof startControlServer>>;
let address: ControlAddress;

beforeAll(async () => {
  [store, directory] = await Promise.all([openTestStore('pglite'), temporaryDirectory()]);
  server = await startControlServer({ store, dataDirectory: directory.path });
  const written = readControlAddress(directory.path);
  if (written === null) throw new Error('the server left no address');
  address = written;
});

afterAll(async () => {
  await server.close();
  await store.close();
  await directory.remove();
});

const call = (name: string, input: unknown, at = address) => {
  const progress: Progress[] = [];
  const result = callServer(at, { name, input }, { onProgress: (step) => progress.push(step) });
  return { result, progress };
};

describe('the control server', () => {
  it('does an operation and returns its result', async () => {
    const { result } = call('create-token', tokenInput);

    expect(await result).toEqual({ token: expect.stringMatching(/^upl_/) });
  });

  it('relays progress before the result', async () => {
    const path = join(directory.path, 'acme.ndjson');
    writeFileSync(path, '{"kind":"organization","data":{"id":9,"login":"acme"}}\nno json\n');

    const { result, progress } = call('import', { paths: [path] });

    expect(await result).toMatchObject({
      files: [{ path, linesRead: 2, linesStored: 1, skipped: [{ count: 1 }] }],
    });
    expect(progress[0]).toMatchObject({ label: 'acme.ndjson' });
    expect(progress.length).toBeGreaterThan(1);
  });

  it('relays the reason of a failure in one line', async () => {
    const { result } = call('import', { paths: ['/nowhere/acme.ndjson'] });

    await expect(result).rejects.toThrow(/^[^\n]*\/nowhere\/acme\.ndjson[^\n]*$/);
  });

  it('refuses a wrong key, and one of another length', async () => {
    for (const key of ['x'.repeat(address.key.length), 'x']) {
      const { result } = call('create-token', tokenInput, { ...address, key });

      await expect(result).rejects.toThrow('the server refused the command (401)');
    }
  });

  it('refuses a call without a key before it looks at it', async () => {
    const response = await fetch(`${address.url}/create-token`);

    expect(response.status).toBe(401);
  });

  it('knows its operations and no other name', async () => {
    for (const name of ['drop-everything', 'toString', '']) {
      await expect(call(name, {}).result).rejects.toThrow('the server refused the command (404)');
    }
  });

  it('says so where a call is no JSON, and goes on serving', async () => {
    const response = await fetch(`${address.url}/create-token`, {
      method: 'POST',
      headers: { authorization: `Bearer ${address.key}` },
      body: '{"role":',
    });

    expect(await response.json()).toMatchObject({ kind: 'error' });
    expect(await call('create-token', tokenInput).result).toHaveProperty('token');
  });

  it('takes its address away when it ends', async () => {
    const other = await temporaryDirectory();
    const short = await startControlServer({ store, dataDirectory: other.path });
    expect(readControlAddress(other.path)).not.toBeNull();

    await short.close();

    expect(readControlAddress(other.path)).toBeNull();
    await other.remove();
  });
});

describe('calling a server that is not well', () => {
  const askedOf = async (listener: RequestListener) => {
    const served = await serve(listener);
    try {
      return await call('diagnose', {}, { ...address, url: served.url }).result;
    } finally {
      await served.close();
    }
  };

  it('says that it cannot be reached', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;

    await expect(call('diagnose', {}, { ...address, url }).result).rejects.toThrow(
      /^the server cannot be reached \(.*ECONNREFUSED.*\)$/,
    );
  });

  it('says that it ended where it closes before a result', async () => {
    const asked = askedOf((_, response) => {
      response.end('{"kind":"progress","progress":{"label":"a","done":0,"total":1,"remark":""}}\n');
    });

    await expect(asked).rejects.toThrow('the server ended before the work was done');
  });

  it('says that it ended where it is killed in the middle of its answer', async () => {
    const asked = askedOf((_, response) => {
      response.write('{"kind":"progress","progress":{"label":"a","done":0,"total":1,"rem', () =>
        response.destroy(),
      );
    });

    await expect(asked).rejects.toThrow('the server ended before the work was done');
  });
});
