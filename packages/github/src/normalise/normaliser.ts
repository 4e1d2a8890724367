import type { Observation, OrganizationObservations, OrganizationRef } from '@uplift/metrics';
import { z } from 'zod';

import { account } from '../shapes/account.ts';
import { organizationShape, ownerRef, repositoryShape } from '../shapes/places.ts';
import { githubId, problemsOf } from '../shapes/primitives.ts';

/** What a delivery means to us. An event that is not measured is an answer, not an error. */
export type Normalised =
  | { readonly outcome: 'observations'; readonly groups: readonly OrganizationObservations[] }
  | { readonly outcome: 'ignored'; readonly reason: string };

/** A delivery whose event and action are known. */
type Delivered = {
  /** GitHub's action; empty for events without actions. */
  readonly action: string;
  readonly payload: unknown;
  readonly receivedAt: Date;
};

/** Translates one kind of event. Pure: no clock, no network, no store. */
export type Normaliser = {
  /** The actions that are read; null for an event that has none. */
  readonly actions: readonly string[] | null;
  /** @throws {MalformedPayloadError} if a field that is read is missing or wrong */
  readonly normalise: (delivered: Delivered) => Normalised;
};

/**
 * GitHub sent something that does not look like the event it claims to be. The message names the
 * event and each missing or wrong field by its path, and holds nothing of the content.
 */
export class MalformedPayloadError extends Error {
  override readonly name = 'MalformedPayloadError';
  readonly event: string;
  /** One for each field: its path, and in brackets what was expected. */
  readonly problems: readonly string[];

  constructor(event: string, problems: readonly string[]) {
    super(`malformed ${event} payload: ${problems.slice(0, 20).join(', ')}`);
    this.event = event;
    this.problems = problems;
  }
}

/**
 * Reads the fields that the shape names.
 *
 * @throws {MalformedPayloadError} if the payload does not have the shape
 */
export function readPayload<Shape extends z.ZodType>(
  event: string,
  shape: Shape,
  payload: unknown,
): z.output<Shape> {
  const parsed = shape.safeParse(payload);
  if (!parsed.success) throw new MalformedPayloadError(event, problemsOf(parsed.error, 'payload'));
  return parsed.data;
}

/** What the payload of an event in a repository says of where it happened and who did it. */
export const repositoryContext = {
  repository: repositoryShape,
  organization: organizationShape.nullish(),
  sender: account,
};

/** What the payload of an event in an organisation says of where it happened. */
export const organizationContext = {
  organization: organizationShape.nullish(),
  installation: z
    .object({ id: githubId.nullish(), account: organizationShape.nullish().catch(null) })
    .nullish(),
};

type Context = {
  readonly organization?: OrganizationRef | null | undefined;
  readonly repository?: z.output<typeof repositoryShape> | null | undefined;
  readonly installation?:
    | { readonly account?: OrganizationRef | null | undefined }
    | null
    | undefined;
};

/**
 * The organisation that the event belongs to: the payload's own, else the owner of the repository,
 * else the account of the installation.
 *
 * @throws {MalformedPayloadError} if the payload names none of them
 */
export function organizationOf(event: string, context: Context): OrganizationRef {
  const { organization, repository, installation } = context;
  const found = organization ?? (repository ? ownerRef(repository) : installation?.account);
  if (found) return found;
  throw new MalformedPayloadError(event, ['organization (expected the organisation of the event)']);
}

/** The observations of one organisation. */
export const observed = (
  organization: OrganizationRef,
  observations: readonly Observation[],
): Normalised => ({ outcome: 'observations', groups: [{ organization, observations }] });
