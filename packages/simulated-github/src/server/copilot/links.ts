import { createHmac } from 'node:crypto';

import type { CopilotFault } from './copilot-faults.ts';
import type { ReportSpec } from './report.ts';
import { reportKinds } from './report.ts';

/** One file of a report: all that is needed to write it. */
export type FileTicket = {
  readonly spec: ReportSpec;
  /** Counted from 0. */
  readonly part: number;
  readonly parts: number;
  readonly fault: CopilotFault | null;
};

/** Signs and reads the addresses of files; what a file holds stands in its address. */
export type Links = {
  /** The path and query of a file's address, good until an instant of the wall clock. */
  readonly sign: (ticket: FileTicket, until: Date) => string;
  /** What an address is good for; null if it was not signed here or has expired. */
  readonly read: (path: string, query: LinkQuery, now: Date) => FileTicket | null;
};

/** The parameters of a file's address. */
type LinkQuery = { readonly se?: string | undefined; readonly sig?: string | undefined };

/** Links whose signatures follow from a seed. */
export function createLinks(seed: string): Links {
  const signatureOf = (path: string, until: string) =>
    createHmac('sha256', `${seed}/links`).update(`${path}\n${until}`).digest('base64url');
  return {
    sign: (ticket, until) => {
      const { kind, day } = ticket.spec;
      const packed = Buffer.from(JSON.stringify(ticket)).toString('base64url');
      const path = `/reports/${packed}/${kind}_${day}.part-${ticket.part}.json`;
      const se = until.toISOString();
      return `${path}?${new URLSearchParams({ se, sp: 'r', sig: signatureOf(path, se) }).toString()}`;
    },
    read: (path, { se = '', sig = '' }, now) => {
      const isGood = sig === signatureOf(path, se) && new Date(se) > now;
      return isGood ? ticketIn(path) : null;
    },
  };
}

/** The path was signed, so it holds what was put into it. */
function ticketIn(path: string): FileTicket | null {
  const ticket: unknown = JSON.parse(Buffer.from(path.split('/')[2] ?? '', 'base64url').toString());
  return isTicket(ticket) ? ticket : null;
}

function isTicket(value: unknown): value is FileTicket {
  if (typeof value !== 'object' || value === null || !('spec' in value)) return false;
  const { spec } = value;
  const hasKind = typeof spec === 'object' && spec !== null && 'kind' in spec;
  return hasKind && reportKinds.some((kind) => kind === spec.kind);
}
