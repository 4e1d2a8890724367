import type { Environment } from '@uplift/runtime';

import type { Settings } from '../settings.ts';
import type { OpenPage } from '../terminal/desktop.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** What every command is given. */
export type CommandContext = {
  readonly terminal: Terminal;
  /** Null where nobody would see a page. */
  readonly openPage?: OpenPage | null | undefined;
  /**
   * The settings of the environment, with what the command line says on top.
   *
   * @throws {ConfigError} naming every faulty setting
   */
  readonly settings: (overrides?: Environment) => Settings;
};
