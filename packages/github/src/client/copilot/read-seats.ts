import type { Day, Observation } from '@uplift/metrics';
import { z } from 'zod';

import { copilotSeatLine } from '../../history/copilot-lines.ts';
import { count, text } from '../../shapes/primitives.ts';
import type { Reading } from '../connection/github-client.ts';
import { isGitHubError } from '../connection/github-error.ts';
import { ask, pagesOf, type RestCall } from '../connection/rest.ts';

/** The seats of a day. */
export type SeatsRead = {
  /** One for each person who holds a seat, as a history file tells it. */
  readonly observations: readonly Observation[];
  /** As many as GitHub says there are. */
  readonly total: number;
  /** Whether that many were met; not where the list kept changing while it was read. */
  readonly complete: boolean;
  /** Seats that could not be read: fields, without their content. */
  readonly problems: readonly string[];
};

const pageShape = z.object({ total_seats: count, seats: z.array(z.unknown()) });

/** Whose seats. */
export type SeatsWishes = {
  readonly organization: string;
  readonly day: Day;
  /** The enterprise whose list is read in the place of the organisation's. */
  readonly enterprise?: SeatsOfEnterprise;
};

/** How the seats of an organisation are known in the list of its enterprise. */
type SeatsOfEnterprise = {
  readonly slug: string;
  readonly organizationGithubId: number | null;
  /** GitHub's ids of those who hold what the enterprise itself grants, and no organisation of it. */
  readonly members: ReadonlySet<number>;
};

const placeShape = z.object({
  organization: z.object({ id: z.int().nullish(), login: z.string().nullish() }).nullish(),
});

const holderShape = z.object({
  assignee: z.object({ id: z.int().nullish(), login: z.string().nullish() }).nullish(),
});

/** The list changes while it is paged; after so many readings it is taken as it is. */
const mostReadings = 3;

/**
 * Who holds a Copilot seat: read again where fewer people were met than GitHub counts.
 *
 * @throws {GitHubError} `not_found` where there is no Copilot
 */
export async function readSeats(
  { organization, day, enterprise }: SeatsWishes,
  reading: Reading,
): Promise<SeatsRead> {
  const seats = new Map<string, unknown>();
  for (let left = mostReadings; ; left -= 1) {
    // Each reading stands alone: who lost a seat meanwhile must not stay.
    seats.clear();
    const { total, isSteady } = await readList({ organization, enterprise }, seats, reading);
    const holders = new Set([...seats.values()].map((seat, index) => holderOf(seat, index)));
    const complete = isSteady && holders.size === total;
    if (!complete && left > 1) continue;
    const theirs = [...seats.values()].filter((seat) => isOf(seat, { organization, enterprise }));
    const told = theirs.map((data) => copilotSeatLine('copilot_seat', { organization, day, data }));
    return {
      observations: told.flatMap((line) =>
        line.outcome === 'observations'
          ? line.groups.flatMap(({ observations }) => observations)
          : [],
      ),
      total: enterprise === undefined ? total : theirs.length,
      complete,
      problems: told.flatMap((line) =>
        line.outcome === 'skipped' && line.reason !== 'seat_without_assignee' ? [line.detail] : [],
      ),
    };
  }
}

/**
 * Reads the list once, each person once. It was steady if all pages counted the same seats: where one
 * is lost meanwhile, the next person slips over the end of a page, and the counts would still agree.
 */
async function readList(
  { organization: org, enterprise }: Owner,
  seats: Map<string, unknown>,
  reading: Reading,
) {
  const call: RestCall =
    enterprise === undefined
      ? { route: 'GET /orgs/{org}/copilot/billing/seats', parameters: { org } }
      : {
          route: 'GET /enterprises/{enterprise}/copilot/billing/seats',
          parameters: { enterprise: enterprise.slug },
        };
  const totals: number[] = [];
  for await (const page of pagesOf(call, pageShape, reading)) {
    totals.push(page.total_seats);
    for (const seat of page.seats) {
      seats.set(`${holderOf(seat, seats.size)} of ${placeOf(seat)?.id ?? 'all'}`, seat);
    }
  }
  return { total: totals.at(-1) ?? 0, isSteady: new Set(totals).size <= 1 };
}

type Owner = {
  readonly organization: string;
  readonly enterprise: SeatsOfEnterprise | undefined;
};

function placeOf(seat: unknown) {
  return placeShape.safeParse(seat).data?.organization ?? null;
}

/** Whether a seat counts for the organisation; in its own list all do. */
function isOf(seat: unknown, { organization, enterprise }: Owner): boolean {
  if (enterprise === undefined) return true;
  const place = placeOf(seat);
  if (place === null) {
    const id = holderShape.safeParse(seat).data?.assignee?.id;
    return typeof id === 'number' && enterprise.members.has(id);
  }
  const { organizationGithubId } = enterprise;
  if (organizationGithubId !== null && typeof place.id === 'number') {
    return place.id === organizationGithubId;
  }
  return place.login?.toLowerCase() === organization.toLowerCase();
}

function holderOf(seat: unknown, index: number): string {
  const assignee = holderShape.safeParse(seat).data?.assignee;
  return String(assignee?.id ?? assignee?.login ?? `nobody ${index}`);
}

/** How an organisation pays for Copilot. */
export type BillingRead = {
  /** `business` or `enterprise`. */
  readonly plan: string | null;
  readonly seats: number;
  readonly pendingInvitations: number;
  readonly pendingCancellations: number;
  /** Who gets a seat: `assign_all`, `assign_selected`, `disabled`, `unconfigured`. */
  readonly seatManagement: string | null;
};

const billingShape = z
  .object({
    plan_type: text(50).nullish(),
    seat_management_setting: text(50).nullish(),
    seat_breakdown: z.object({
      total: count.nullish(),
      pending_invitation: count.nullish(),
      pending_cancellation: count.nullish(),
    }),
  })
  .transform(
    ({
      plan_type: plan,
      seat_management_setting: setting,
      seat_breakdown: seats,
    }): BillingRead => ({
      plan: plan ?? null,
      seats: seats.total ?? 0,
      pendingInvitations: seats.pending_invitation ?? 0,
      pendingCancellations: seats.pending_cancellation ?? 0,
      seatManagement: setting ?? null,
    }),
  );

/** How an organisation pays for Copilot; null where it has none, or does not show it. @throws {GitHubError} */
export async function readBilling(
  { organization }: { readonly organization: string },
  reading: Reading,
): Promise<BillingRead | null> {
  const call = { route: 'GET /orgs/{org}/copilot/billing', parameters: { org: organization } };
  try {
    return await ask(call, billingShape, reading);
  } catch (error) {
    if (isGitHubError(error) && error.kind === 'not_found') return null;
    throw error;
  }
}
