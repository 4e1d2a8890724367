import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { temporaryDirectory, type TemporaryDirectory } from '@uplift/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { readControlAddress, removeControlAddress, writeControlAddress } from './address-file.ts';

const address = { url: 'http://127.0.0.1:4321', key: 'k'.repeat(64) };

let directory: TemporaryDirectory;
let path: string;

beforeEach(async () => {
  directory = await temporaryDirectory();
  path = join(directory.path, 'server.json');
});

afterEach(() => directory.remove());

describe('the address file', () => {
  it('can be read by its owner alone', () => {
    writeControlAddress(directory.path, address);

    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readControlAddress(directory.path)).toEqual(address);
  });

  it('is closed to others even where an open one was there before', () => {
    writeFileSync(path, '{}', { mode: 0o666 });

    writeControlAddress(directory.path, address);

    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('is gone after the server took it away, which may happen twice', () => {
    writeControlAddress(directory.path, address);

    removeControlAddress(directory.path);
    removeControlAddress(directory.path);

    expect(readControlAddress(directory.path)).toBeNull();
  });

  it.each([
    ['is half written', '{"url":"http://127'],
    ['holds something else', '{"port":4000}'],
    ['holds a key that could be guessed', '{"url":"http://127.0.0.1:1","key":"k"}'],
  ])('counts as none where it %s', (_, text) => {
    writeFileSync(path, text);

    expect(readControlAddress(directory.path)).toBeNull();
  });
});
