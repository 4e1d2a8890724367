import { inspectHistoryFile, readHistoryFile } from './history-file.ts';
import { splitLines } from './split-lines.ts';

const MAX_LINE_BYTES = 25 * 1024 * 1024;
const PIECE_BYTES = 64 * 1024;

/**
 * The lines of a history file, plain or gzip, blank ones and those too long to be read left out.
 *
 * @throws {HistoryFileError} if the file is missing, or ends too early
 */
export async function* readHistoryLines(path: string): AsyncGenerator<string> {
  const file = await inspectHistoryFile(path);
  const pieces = readHistoryFile(file, { pieceBytes: PIECE_BYTES, onRead: () => undefined });
  for await (const { text } of splitLines(pieces, MAX_LINE_BYTES)) if (text !== null) yield text;
}
