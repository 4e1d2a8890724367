import type { GitHubAccess } from '@uplift/api';
import { DirectoryInUseError, type Database, type OpenDatabase } from '@uplift/db';

import { openStore } from '../composition/open-store.ts';
import { readControlAddress } from '../control/address-file.ts';
import { callServer } from '../control/client.ts';
import type { StoreSettings } from '../settings.ts';
import { progressBar } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';
import {
  operations,
  runOperation,
  type OperationInput,
  type OperationName,
  type OperationOutput,
} from './operations.ts';

/** Where an operation is asked for. */
export type PerformContext = {
  readonly store: StoreSettings;
  readonly terminal: Terminal;
  /** Gives it up, if it is one that can be. */
  readonly signal?: AbortSignal;
  /** The way to GitHub, where the operation asks there and this process has the store open. */
  readonly openGitHub?: (db: Database) => GitHubAccess;
  /** The clock of an operation that is done here; this machine's unless told. */
  readonly now?: () => Date;
};

/**
 * Does an operation on the store that the settings name, showing progress: here, or through the
 * server that has the embedded directory open.
 *
 * @throws {DirectoryInUseError} if another process has it open that takes no commands
 */
export async function perform<Name extends OperationName>(
  operation: { readonly name: Name; readonly input: OperationInput<Name> },
  context: PerformContext,
): Promise<OperationOutput<Name>> {
  const { name, input } = operation;
  const bar = progressBar(context.terminal);
  const watched = {
    onProgress: bar.update,
    ...(context.signal !== undefined && { signal: context.signal }),
  };
  try {
    const store = await openOrFindServer(context.store);
    if ('url' in store) {
      const result = await callServer(store, { name, input }, watched);
      // oxlint-disable-next-line no-unsafe-type-assertion -- parsed by the schema of this very name
      return operations[name].output.parse(result) as OperationOutput<Name>;
    }
    try {
      const { openGitHub, now } = context;
      return await runOperation(name, input, {
        store,
        ...watched,
        ...(openGitHub && { github: openGitHub(store.db) }),
        ...(now && { now }),
      });
    } finally {
      await store.close();
    }
  } finally {
    bar.stop();
  }
}

async function openOrFindServer(
  settings: StoreSettings,
): Promise<OpenDatabase | { readonly url: string; readonly key: string }> {
  try {
    return await openStore(settings);
  } catch (error) {
    if (!(error instanceof DirectoryInUseError)) throw error;
    const address = readControlAddress(error.directory);
    if (address === null) throw error;
    return address;
  }
}
