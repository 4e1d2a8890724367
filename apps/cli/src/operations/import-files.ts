import { catchUp, importHistory } from '@uplift/worker';
import { z } from 'zod';

import type { OperationContext } from './operation-context.ts';

const SkipReason = z.object({
  reason: z.string(),
  count: z.int(),
  /** The first few. */
  examples: z.array(z.object({ line: z.int(), detail: z.string() })),
});

const ImportedFile = z.object({
  path: z.string(),
  linesRead: z.int(),
  linesStored: z.int(),
  skipped: z.array(SkipReason),
  /** The line after which an interrupted import went on; 0 for a fresh start. */
  resumedAfterLine: z.int(),
});

export const ImportReport = z.object({ files: z.array(ImportedFile), seconds: z.number() });
export type ImportReport = z.output<typeof ImportReport>;

/** Imports history files one after the other, and returns when facts and measures are up to date. */
export async function importFiles(
  { paths }: { readonly paths: readonly string[] },
  { store, onProgress }: OperationContext,
): Promise<ImportReport> {
  const startedAt = performance.now();
  const deps = { db: store.db, now: () => new Date() };
  const files: ImportReport['files'] = [];
  for (const path of paths) {
    const label = path.split(/[/\\]/).at(-1) ?? path;
    const imported = await importHistory(
      {
        path,
        onProgress: ({ bytesRead, bytesTotal, linesRead }) =>
          onProgress({
            label,
            done: bytesRead,
            total: bytesTotal,
            remark: `${linesRead.toLocaleString('en')} lines`,
          }),
      },
      deps,
    );
    files.push(ImportedFile.parse(imported));
  }
  await catchUp({
    ...deps,
    onStep: ({ step, done, total }) => onProgress({ label: step, done, total, remark: '' }),
  });
  return { files, seconds: (performance.now() - startedAt) / 1000 };
}
