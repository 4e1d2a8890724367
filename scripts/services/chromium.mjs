// A Chromium for the tests of the dashboard: the one that the environment names, else one found on
// the machine, else the package manager's. It is no server: nothing is started or stopped here.
import { say } from '../process.mjs';
import { findProgram } from './find-program.mjs';
import { installPackage } from './package-manager.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const FOLDERS = [
  '/usr/lib/chromium',
  '/snap/bin',
  '/Applications/Chromium.app/Contents/MacOS',
  '/Applications/Google Chrome.app/Contents/MacOS',
];
const MAC_NAMES = ['Chromium', 'Google Chrome'];

/** Answers `{ TEST_CHROMIUM }`, or nothing where there is none: those tests are left out then. */
export async function provideChromium(environment) {
  const path =
    environment.TEST_CHROMIUM || installed() || ((await installPackage('chromium')) && installed());
  if (path) {
    say(`Chromium: ${path}`);
    return { TEST_CHROMIUM: path };
  }
  say(
    'Chromium: none, so the tests of the dashboard in a browser are left out. Install it (Debian: apt-get install chromium; macOS: brew install chromium), or set TEST_CHROMIUM to its path.',
  );
  return {};
}

function installed() {
  return findProgram([...NAMES, ...MAC_NAMES], FOLDERS);
}
