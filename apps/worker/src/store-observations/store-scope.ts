import type { Transaction } from '@uplift/db';
import type { Day, Observation } from '@uplift/metrics';

/** Where observations of one organisation are stored, and what that changed so far. */
export type StoreScope = {
  readonly tx: Transaction;
  readonly organizationId: number;
  readonly changes: Changes;
  /** Rows of people's days come from a report told anew: they stand, whatever is held. */
  readonly userDaysStand?: boolean;
};

/** What storing changed; grows while it goes on. */
export type Changes = {
  /** Days whose figures have to be computed again. */
  readonly staleDays: Set<Day>;
  /** Pull requests to be folded again. */
  readonly pullRequests: Set<number>;
  /** Those of them whose reviews may count for somebody else now. */
  readonly reassigned: Set<number>;
  newEvents: number;
  /** Something that a figure may rest on is another now. */
  data: boolean;
  /** Something that tells who adopted a tool, and when, is another now. */
  adoption: boolean;
};

export function noChanges(): Changes {
  return {
    staleDays: new Set(),
    pullRequests: new Set(),
    reassigned: new Set(),
    newEvents: 0,
    data: false,
    adoption: false,
  };
}

/** Notes days to be computed again; none changes nothing. */
export function markStale({ changes }: StoreScope, days: Iterable<Day>): void {
  for (const day of days) {
    changes.staleDays.add(day);
    changes.data = true;
  }
}

/** An observation of one kind. */
export type Observed<Kind extends Observation['kind']> = Extract<
  Observation,
  { readonly kind: Kind }
>;

/** The observations of one kind, in order. */
export function ofKind<Kind extends Observation['kind']>(
  observations: readonly Observation[],
  kind: Kind,
): Observed<Kind>[] {
  return observations.filter((observation): observation is Observed<Kind> =>
    isOfKind(observation, kind),
  );
}

function isOfKind<Kind extends Observation['kind']>(
  observation: Observation,
  kind: Kind,
): observation is Observed<Kind> {
  return observation.kind === kind;
}
