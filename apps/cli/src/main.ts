import { createProgram } from './program.ts';
import { describeFailure } from './terminal/failure.ts';
import { desktopOf } from './terminal/desktop.ts';
import { terminalOf } from './terminal/terminal.ts';

// oxlint-disable-next-line node/no-process-env -- the one place where the command line reads its settings
const environment = process.env;
const program = createProgram({
  environment,
  terminal: terminalOf({ out: process.stdout, err: process.stderr }),
  openPage: desktopOf({
    platform: process.platform,
    environment,
    isInteractive: process.stdout.isTTY,
  }),
});

try {
  await program.parseAsync();
} catch (error) {
  const withStack = program.opts<{ debug?: boolean }>().debug === true;
  console.error(describeFailure(error, withStack));
  process.exitCode = 1;
}
