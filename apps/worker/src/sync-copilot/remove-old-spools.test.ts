import { mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { removeOldSpools } from './remove-old-spools.ts';

const now = new Date('2026-03-02T12:00:00Z');
let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'uplift-spools-'));
});
afterEach(async () => rm(directory, { recursive: true }));

/** As a process leaves it that was killed so many hours ago. */
async function left(name: string, hoursAgo: number): Promise<void> {
  const path = join(directory, name);
  await mkdir(path);
  await writeFile(join(path, 'rows'), '{}\n');
  const at = new Date(now.getTime() - hoursAgo * 3_600_000);
  await utimes(path, at, at);
}

it('removes what killed processes left behind, and nothing that may be in use', async () => {
  await left('uplift-report-killed', 7);
  await left('uplift-report-at-work', 5);
  await left('uplift-other', 700);

  expect(await removeOldSpools({ directory, now })).toBe(1);

  expect((await readdir(directory)).toSorted()).toEqual(['uplift-other', 'uplift-report-at-work']);
});

it('touches nothing of other users, and follows no link', async () => {
  await left('elsewhere', 700);
  await left('uplift-report-of-another', 700);
  await symlink(join(directory, 'elsewhere'), join(directory, 'uplift-report-link'));

  expect(await removeOldSpools({ directory, now, userId: -1 })).toBe(0);
  await removeOldSpools({ directory, now });

  expect(await readdir(join(directory, 'elsewhere'))).toEqual(['rows']);
});

it('finds nothing where there is no such directory', async () => {
  expect(await removeOldSpools({ directory: join(directory, 'nowhere'), now })).toBe(0);
});
