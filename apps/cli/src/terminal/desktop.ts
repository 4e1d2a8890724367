import { spawn } from 'node:child_process';

import type { Environment } from '@uplift/runtime';

/** Shows a page to the person at this machine; does nothing where that fails. */
export type OpenPage = (url: string) => void;

/**
 * How pages are opened here; null where nobody would see them: without a terminal, in an automatic
 * build, on a machine without a desktop.
 */
export function desktopOf(here: {
  readonly platform: NodeJS.Platform;
  readonly environment: Environment;
  readonly isInteractive: boolean;
}): OpenPage | null {
  const { platform, environment, isInteractive } = here;
  if (!isInteractive || isSet(environment['CI']) || isSet(environment['SSH_CONNECTION']))
    return null;
  if (platform === 'darwin') return opener('open');
  if (platform === 'win32') return opener('explorer.exe');
  const hasScreen = isSet(environment['DISPLAY']) || isSet(environment['WAYLAND_DISPLAY']);
  return hasScreen ? opener('xdg-open') : null;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

function opener(command: string): OpenPage {
  return (url) => {
    const child = spawn(command, [url], { stdio: 'ignore', detached: true });
    // The address was printed as well: whoever has no such program follows it by hand.
    child.once('error', () => {});
    child.unref();
  };
}
