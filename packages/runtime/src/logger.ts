import { pino, stdSerializers, type DestinationStream, type Logger as PinoLogger } from 'pino';

/** A structured log; `child({ … })` adds fields to every line. */
export type Logger = PinoLogger;

/** How a process logs. */
export type LoggerOptions = {
  /** The process or part of it: `api`, `worker`, `cli`. */
  readonly name: string;
  /** Lines below it are left out; `info` by default. */
  readonly level?: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** `pretty` is one plain line for a person; by default only where `destination` is a terminal. */
  readonly format?: 'json' | 'pretty';
  /** Standard error by default, since standard output belongs to what a command answers. */
  readonly destination?: LogDestination;
};

/** Where finished lines go. */
export type LogDestination = {
  readonly write: (line: string) => unknown;
  readonly isTTY?: boolean | undefined;
};

const HIDDEN_FIELDS = ['authorization', 'cookie', 'set-cookie', 'x-hub-signature-256', 'signature'];
const HIDDEN_SECRETS = [
  'password',
  'secret',
  'token',
  'privateKey',
  'clientSecret',
  'webhookSecret',
  'pem',
];

const SHOWN_APART = new Set(['level', 'time', 'name', 'msg', 'err', 'error', 'stack']);

const SECRETS: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // Uplift's own tokens and one-time sign-in codes.
  [/\bupl_[A-Za-z0-9_-]{4,}/g, 'upl_[redacted]'],
  // GitHub's prefixes: personal, OAuth, user-to-server, server-to-server, refresh, fine-grained.
  [/\b(gh[pousr]|github_pat)_[A-Za-z0-9_][A-Za-z0-9_.-]{3,}/g, '$1_[redacted]'],
  // Parameters of sign-in and set-up addresses.
  [
    /\b((?:client_secret|code|code_verifier|refresh_token|access_token)=)[^\s&"'\\]+/g,
    '$1[redacted]',
  ],
  // The token by which an App speaks for itself.
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]+/g, '[redacted]'],
  [/\b(sha256=|sha1=)[0-9a-f]{16,}/gi, '$1[redacted]'],
  [/\b(bearer|basic)\s+(?!\[redacted\])[\w.~+/=-]{8,}/gi, '$1 [redacted]'],
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@"\\]*):[^\s/@"\\]+@/gi, '$1:[redacted]@'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----.*?-----END [A-Z ]*PRIVATE KEY-----/gs, '[redacted]'],
];

/**
 * Makes a logger that keeps secrets to itself: fields that hold credentials are replaced, and in
 * any text (messages, addresses, stacks) Uplift and GitHub tokens, webhook signatures, bearer
 * credentials and passwords in URLs are blotted out.
 */
export function createLogger(options: LoggerOptions): Logger {
  const destination = options.destination ?? process.stderr;
  const format = options.format ?? (destination.isTTY === true ? 'pretty' : 'json');
  const finish = format === 'pretty' ? prettyLine : (line: string) => line;
  const stream: DestinationStream = {
    write: (line) => destination.write(finish(redactText(line))),
  };
  return pino(
    {
      level: options.level ?? 'info',
      base: { name: options.name },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: stdSerializers.errWithCause, error: stdSerializers.errWithCause },
      redact: { paths: hiddenPaths(), censor: '[redacted]' },
    },
    stream,
  );
}

function hiddenPaths(): string[] {
  const fields = [...HIDDEN_FIELDS, ...HIDDEN_SECRETS].map((field) => `["${field}"]`);
  const parents = ['', '*', 'headers', 'req.headers', 'request.headers', 'res.headers'];
  return parents.flatMap((parent) => fields.map((field) => `${parent}${field}`));
}

/**
 * Blots out credentials in any text: tokens of Uplift and GitHub, webhook signatures, bearer and
 * basic credentials, passwords in URLs, private keys.
 */
export function redactText(text: string): string {
  return SECRETS.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text);
}

/** One line of JSON from the logger as one plain line for a person: time, level, name, text, fields. */
function prettyLine(json: string): string {
  const fields = parse(json);
  if (fields === null) return json;

  const rest = Object.entries(fields)
    .filter(([key]) => !SHOWN_APART.has(key))
    .map(([key, value]) => `${key}=${shown(value)}`);
  const time = shown(fields['time']).slice(11, 19);
  const head = [time, shown(fields['level']).padEnd(5), `${shown(fields['name'])}:`];
  const tail = [shown(fields['msg']), ...rest, reason(fields['err'] ?? fields['error'])];
  const line = [...head, ...tail].filter((part) => part !== '').join(' ');
  return `${line.replaceAll(/\s*\n\s*/g, ' | ')}\n`;
}

function parse(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function reason(error: unknown): string {
  return isRecord(error) ? `(${shown(error['type'])}: ${shown(error['message'])})` : shown(error);
}

function shown(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
