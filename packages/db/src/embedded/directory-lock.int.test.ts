import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { temporaryDirectory, type TemporaryDirectory } from '@uplift/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { DirectoryInUseError, lockDirectory } from './directory-lock.ts';

describe('the lock of an embedded directory', () => {
  let directory: TemporaryDirectory;

  beforeEach(async () => {
    directory = await temporaryDirectory();
  });
  afterEach(async () => directory.remove());

  it('refuses a second opener with what to do, and admits it after the release', () => {
    const release = lockDirectory(directory.path);
    expect(() => lockDirectory(directory.path)).toThrow(DirectoryInUseError);
    expect(() => lockDirectory(directory.path)).toThrow(/UPLIFT_DATA_DIR/);

    release();
    lockDirectory(directory.path)();
    expect(readdirSync(directory.path)).toEqual([]);
  });

  it('takes over from a process that was killed', async () => {
    // given a process that has come and gone
    const gone = spawn(process.execPath, ['-e', '']);
    await once(gone, 'exit');
    const lock = JSON.stringify({ processId: gone.pid, startedAt: '1' });
    writeFileSync(join(directory.path, 'lock'), lock);

    // when, then
    expect(() => lockDirectory(directory.path)()).not.toThrow();
  });

  it('takes over from an earlier process whose number another one bears now', () => {
    // given a lock of this very number, by a process that started at another time
    const lock = JSON.stringify({ processId: process.pid, startedAt: 'another time' });
    writeFileSync(join(directory.path, 'lock'), lock);

    // when, then
    expect(() => lockDirectory(directory.path)()).not.toThrow();
  });

  it('takes over a lock that a crash left half written', () => {
    writeFileSync(join(directory.path, 'lock'), '{"proc');
    expect(() => lockDirectory(directory.path)()).not.toThrow();
  });

  it('makes the directory and those above it, for its owner alone', () => {
    const nested = join(directory.path, 'a', 'b');
    lockDirectory(nested)();
    expect(statSync(nested).mode & 0o777).toBe(0o700);
  });

  it('fails at once where no directory can be made', () => {
    expect(() => lockDirectory('/proc/uplift')).toThrow(/ENOENT|EACCES|EPERM|EROFS/);
  });
});
