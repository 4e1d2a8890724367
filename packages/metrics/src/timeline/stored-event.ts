import type { PullRequestAttributes, TimelineEvent } from './events.ts';

/** Data as JSON keeps it: instants are ISO 8601 texts with milliseconds, in UTC. */
type Json<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Json<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Json<T[Key]> }
      : T;

/** An event as it is stored, in JSON: accounts are surrogate ids, instants are texts. */
export type StoredEvent = Json<TimelineEvent<number>>;

/** The form in which an event is stored; {@link parseEvent} is its inverse. */
export function serialiseEvent(event: TimelineEvent<number>): StoredEvent {
  const at = event.at.toISOString();
  if (event.kind === 'snapshot') {
    return { ...event, at, attributes: serialiseAttributes(event.attributes) };
  }
  if (event.kind === 'commit') {
    return { ...event, at, committedAt: event.committedAt?.toISOString() ?? null };
  }
  return { ...event, at };
}

/**
 * The event behind its stored form.
 *
 * @throws {RangeError} if an instant of it is no date
 */
export function parseEvent(stored: StoredEvent): TimelineEvent<number> {
  const at = parseInstant(stored.at);
  if (stored.kind === 'snapshot') {
    return { ...stored, at, attributes: parseAttributes(stored.attributes) };
  }
  if (stored.kind === 'commit') {
    return { ...stored, at, committedAt: parseNullable(stored.committedAt) };
  }
  return { ...stored, at };
}

function serialiseAttributes(
  attributes: PullRequestAttributes<number>,
): Json<PullRequestAttributes<number>> {
  const { createdAt, mergedAt, closedAt, ...plain } = attributes;
  return {
    ...plain,
    ...(createdAt !== undefined && { createdAt: createdAt.toISOString() }),
    ...(mergedAt !== undefined && { mergedAt: mergedAt?.toISOString() ?? null }),
    ...(closedAt !== undefined && { closedAt: closedAt?.toISOString() ?? null }),
  };
}

function parseAttributes(
  stored: Json<PullRequestAttributes<number>>,
): PullRequestAttributes<number> {
  const { createdAt, mergedAt, closedAt, ...plain } = stored;
  return {
    ...plain,
    ...(createdAt !== undefined && { createdAt: parseInstant(createdAt) }),
    ...(mergedAt !== undefined && { mergedAt: parseNullable(mergedAt) }),
    ...(closedAt !== undefined && { closedAt: parseNullable(closedAt) }),
  };
}

function parseNullable(text: string | null): Date | null {
  return text === null ? null : parseInstant(text);
}

function parseInstant(text: string): Date {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) throw new RangeError(`not an instant: ${text}`);
  return instant;
}
