import { createProgram } from './program.ts';
import { describeFailure } from './terminal/failure.ts';
import { terminalOf } from './terminal/terminal.ts';

const program = createProgram({
  // oxlint-disable-next-line node/no-process-env -- the one place where the command line reads its settings
  environment: process.env,
  terminal: terminalOf({ out: process.stdout, err: process.stderr }),
});

try {
  await program.parseAsync();
} catch (error) {
  const withStack = program.opts<{ debug?: boolean }>().debug === true;
  console.error(describeFailure(error, withStack));
  process.exitCode = 1;
}
