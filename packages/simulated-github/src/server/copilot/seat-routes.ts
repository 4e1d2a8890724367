import { organizationOf as restOrganization, userOf } from '../../rest/users.ts';
import type { ServerContext } from '../context.ts';
import type { Call } from '../http/call.ts';
import { GitHubError, notFound } from '../http/errors.ts';
import type { Reply } from '../http/reply.ts';
import type { Routes } from '../http/routes.ts';
import { pageOf } from '../http/pages.ts';
import type { OrganizationRecord } from '../state/records.ts';
import { dayOf } from '../../rest/instants.ts';
import { checkOwner, enterpriseOf, enterpriseOrganizations } from './access.ts';
import { SEAT_FAULTS } from './copilot-faults.ts';
import type { SeatRecord } from './seats.ts';
import { presentSeats, restSeat } from './seats.ts';

const permission = ['organization_copilot_seat_management', 'organization_administration'];
const who = { callers: ['installation', 'user'], permission, membersOnly: true } as const;

/** Who holds a Copilot seat, and since when. */
export function addSeatRoutes({ on }: Routes, context: ServerContext): void {
  const billing = '/orgs/:org/copilot/billing';
  on({ method: 'get', path: billing, ...who }, (call) => ({
    body: billingOf(organizationOf(call), context),
  }));
  on({ method: 'get', path: `${billing}/seats`, ...who }, (call) => {
    const organization = organizationOf(call);
    const rows = presentSeats(organization, context).map((seat) => ({ seat, organization }));
    return seatPage(shifted(rows, call), call);
  });
  on({ method: 'get', path: '/orgs/:org/members/:username/copilot', ...who }, (call) => {
    const organization = call.organization();
    checkOwner(organization, call);
    if (context.copilot.settingsOf(organization.id).plan === null) throw notEnabled();
    const account = context.state.accountByLogin(call.params['username'] ?? '');
    const seat = presentSeats(organization, context).find(({ id }) => id === account?.id);
    if (seat === undefined) throw notFound();
    return { body: restSeat(seat, organization, call.at) };
  });
  const path = '/enterprises/:enterprise/copilot/billing/seats';
  on({ method: 'get', path, callers: who.callers, permission: enterprisePermission }, (call) =>
    enterpriseSeatPage(call),
  );
}

/** GitHub tells the permission's name on its pages only; its key is chosen as organisations' is. */
const enterprisePermission = 'enterprise_copilot_seat_management';

function organizationOf(call: Call): OrganizationRecord {
  const organization = call.organization();
  checkOwner(organization, call);
  if (call.context.copilot.settingsOf(organization.id).plan === null) throw notFound();
  return organization;
}

/** Of one person's seat GitHub does not say that it is not there, but why it cannot be. */
function notEnabled(): GitHubError {
  return new GitHubError(422, 'Copilot is not enabled for this organization.');
}

type SeatRow = { readonly seat: SeatRecord; readonly organization: OrganizationRecord };

/** A seat of each organisation that grants one; whoever has several is counted once. */
function enterpriseSeatPage(call: Call): Reply {
  const { context, at } = call;
  const enterprise = enterpriseOf(call);
  if (context.copilot.enterpriseSettingsOf(enterprise.id).plan === null) throw notFound();
  const rows = enterpriseOrganizations(enterprise, call).flatMap((organization) =>
    presentSeats(organization, context).map((seat) => ({ seat, organization })),
  );
  const shown = shifted(rows, call);
  const total_seats = new Set(shown.map(({ seat }) => seat.id)).size;
  const render = ({ seat, organization }: SeatRow) => ({
    ...restSeat(seat, organization, at),
    organization: restOrganization(organization),
  });
  return call.page(shown, render, { usual: USUAL_PAGE, wrap: (seats) => ({ total_seats, seats }) });
}

const USUAL_PAGE = 50;

function seatPage(rows: readonly SeatRow[], call: Call): Reply {
  const render = ({ seat, organization }: SeatRow) => restSeat(seat, organization, call.at);
  return call.page(rows, render, {
    usual: USUAL_PAGE,
    wrap: (seats, total_seats) => ({ total_seats, seats }),
  });
}

/** Whom nobody of the story knows. */
const STRANGER = userOf({ id: 990_000_001, login: 'newcomer', type: 'User' });

/** The list as it has become while its pages were read, if that shall go wrong. */
function shifted(rows: readonly SeatRow[], { request, context, at }: Call): readonly SeatRow[] {
  const further = pageOf(request).number - 1;
  const fault = further > 0 ? context.copilot.faultOf(SEAT_FAULTS, 'seats') : null;
  if (fault === null) return rows;
  if (fault.kind === 'seat-removed') return rows.slice(further);
  const [first] = rows;
  if (first === undefined) return rows;
  const seat = { id: STRANGER.id, login: STRANGER.login, grantedAt: at, cancelledOn: null };
  return [...Array.from({ length: further }, () => ({ ...first, seat })), ...rows];
}

function billingOf(organization: OrganizationRecord, context: ServerContext) {
  const { plan } = context.copilot.settingsOf(organization.id);
  const at = context.state.clock();
  if (plan === null) throw new GitHubError(404, 'Not Found');
  const seats = presentSeats(organization, context);
  const cycle = dayOf(at).slice(0, 7);
  const isOfCycle = (text: string | null) => text?.startsWith(cycle) === true;
  const shown = seats.map((seat) => restSeat(seat, organization, at));
  const active = shown.filter((one) => isOfCycle(one.last_activity_at)).length;
  return {
    seat_breakdown: {
      total: seats.length,
      added_this_cycle: shown.filter((one) => isOfCycle(one.created_at)).length,
      pending_cancellation: seats.filter(({ cancelledOn }) => cancelledOn !== null).length,
      pending_invitation: 0,
      active_this_cycle: active,
      inactive_this_cycle: seats.length - active,
    },
    seat_management_setting: 'assign_selected',
    public_code_suggestions: 'block',
    ide_chat: 'enabled',
    platform_chat: 'enabled',
    cli: 'enabled',
    plan_type: plan,
  };
}
