import type { z } from 'zod';

/** What a process finds in its environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One setting that is missing or wrong. */
export type ConfigFault = {
  /** The variable, such as `DATABASE_URL`. */
  readonly variable: string;
  /** What is wrong and what to do; never holds the value, which may be a secret. */
  readonly advice: string;
};

/** The environment does not fit what a process needs; lists every fault, not only the first. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly ConfigFault[];

  constructor(faults: readonly ConfigFault[]) {
    const lines = faults.map(({ variable, advice }) => `  ${variable}: ${advice}`);
    super(['Settings are missing or wrong:', ...lines].join('\n'));
    this.faults = faults;
  }
}

/**
 * Reads the settings of a process. A variable that is set to nothing counts as not set, since
 * shells and compose files cannot tell the two apart.
 *
 * @param schema - an object of the variables by name; a field's `.describe("…")` says what to set
 * @throws {ConfigError} naming every variable that is missing or wrong, without any value
 */
export function loadConfig<Schema extends z.ZodObject>(
  schema: Schema,
  environment: Environment,
): z.infer<Schema> {
  const given = Object.entries(environment).filter(([, value]) => value !== '');
  const result = schema.safeParse(Object.fromEntries(given));
  if (result.success) return result.data;

  const faults = result.error.issues.map((issue) => {
    const variable = issue.path.length === 0 ? '(settings)' : issue.path.join('.');
    return { variable, advice: advise(schema, issue, environment[variable]) };
  });
  throw new ConfigError(faults);
}

function advise(schema: z.ZodObject, issue: z.core.$ZodIssue, value: string | undefined): string {
  const description = describe(schema, String(issue.path[0] ?? ''));
  if (value === undefined || value === '') {
    if (issue.path.length === 0) return redact(issue.message, value);
    return `is not set; set it to ${description ?? 'a value'}`;
  }
  const expected = description === undefined ? '' : `; set it to ${description}`;
  return `is not valid (${redact(issue.message, value)})${expected}`;
}

function describe(schema: z.ZodObject, variable: string): string | undefined {
  const field: unknown = schema.shape[variable];
  if (typeof field !== 'object' || field === null || !('description' in field)) return undefined;
  return typeof field.description === 'string' ? field.description : undefined;
}

/** A schema's own message may repeat what it was given. */
/** Shorter values are no secrets, and parts of common words. */
const SHORTEST_SECRET = 6;

function redact(message: string, value: string | undefined): string {
  if (value === undefined || value.length < SHORTEST_SECRET) return message;
  return message.replaceAll(value, '…');
}
