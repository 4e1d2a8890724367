import picocolors from 'picocolors';

/** Where a command writes: what it answers, and what it says meanwhile. */
export type Terminal = {
  /** What the command answers; a script reads this. */
  readonly out: (text: string) => void;
  /** Progress and remarks, for a person. */
  readonly note: (text: string) => void;
  /** Whether remarks reach a terminal, so that lines may be drawn over. */
  readonly isInteractive: boolean;
  /** Colours for answers; plain text unless standard output is a terminal that wants them. */
  readonly colours: ReturnType<typeof picocolors.createColors>;
};

type Stream = { readonly isTTY?: boolean; readonly write: (text: string) => unknown };

/** The terminal of this process. */
export function terminalOf(streams: { readonly out: Stream; readonly err: Stream }): Terminal {
  const { out, err } = streams;
  return {
    out: (text) => void out.write(`${text}\n`),
    note: (text) => void err.write(`${text}\n`),
    isInteractive: err.isTTY === true,
    colours: picocolors.createColors(out.isTTY === true && picocolors.isColorSupported),
  };
}
