import type { CopilotFault } from './copilot-faults.ts';
import { entityRows, entityWindowRows } from './entity-rows.ts';
import type { FileTicket } from './links.ts';
import type { ReportDeps, ReportSpec } from './report.ts';
import { repositoryRows } from './repository-rows.ts';
import { userRows, userTeamRows, userWindowRows } from './user-rows.ts';

/** All rows of a report, each made when it is asked for. */
function rowsOf(spec: ReportSpec, deps: ReportDeps): Generator<object> {
  switch (spec.kind) {
    case 'entity-1-day':
      return entityRows(spec, deps);
    case 'entity-28-day':
      return entityWindowRows(spec, deps);
    case 'users-1-day':
      return userRows(spec, deps);
    case 'users-28-day':
      return userWindowRows(spec, deps);
    case 'user-teams-1-day':
      return userTeamRows(spec, deps);
    case 'repos-1-day':
      break;
  }
  return repositoryRows(spec, deps);
}

/** The text of a file, in pieces of some 64 KiB, so that a large one takes no memory. */
export function* fileText(ticket: FileTicket, deps: ReportDeps): Generator<string> {
  const lines = linesOf(ticket, deps);
  const kind = ticket.fault?.kind;
  if (kind === 'array') yield `[${[...lines].join(',\n')}]`;
  else if (kind === 'half-written') yield halfOf([...lines].join('\n'));
  else yield* pieces(lines);
}

const PIECE = 65_536;

function* pieces(lines: Iterable<string>): Generator<string> {
  let piece = '';
  for (const line of lines) {
    piece += `${line}\n`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

function halfOf(text: string): string {
  return text.slice(0, Math.floor(text.length / 2));
}

/** Every file has each so-many-th row. */
function* linesOf({ spec, part, parts, fault }: FileTicket, deps: ReportDeps): Generator<string> {
  let index = 0;
  let size = 0;
  let last: object = {};
  for (const row of rowsOf(spec, deps)) {
    if (index % parts === part) {
      last = row;
      const line = JSON.stringify(shaped(row, fault));
      size += line.length + 1;
      yield line;
      if (fault?.kind === 'broken-line') yield halfOf(line);
    }
    index += 1;
  }
  if (fault?.kind === 'huge') yield* strangers(last, size, fault.bytes);
}

function shaped(row: object, fault: CopilotFault | null): object {
  if (fault?.kind !== 'no-day') return row;
  const { day: _, ...rest } = { day: '', ...row };
  return rest;
}

const FIRST_STRANGER = 900_000_000;

/** Rows like another, of people whom nobody knows, until there are so many bytes. */
function* strangers(row: object, from: number, bytes: number): Generator<string> {
  let size = from;
  for (let id = FIRST_STRANGER; size < bytes; id += 1) {
    const line = JSON.stringify({ ...row, user_id: id, user_login: `stranger-${id}` });
    size += line.length + 1;
    yield line;
  }
}
