import type { StoryAccount } from '../../story.ts';
import type { OrganizationRecord } from '../state/records.ts';
import type { SimulatedGitHubState } from '../state/state.ts';
import type { CopilotFault, CopilotFaultRule } from './copilot-faults.ts';
import { createCopilotFaults } from './copilot-faults.ts';
import type { SeatRecord } from './seats.ts';

/** How an organisation or an enterprise has set Copilot up, and how its reports come. */
export type CopilotSettings = {
  /** Whether the policy "Copilot usage metrics" is on; reports answer 403 while it is not. */
  readonly metricsPolicy: boolean;
  /** Null: there is no Copilot, and everything of it answers 404. */
  readonly plan: 'business' | 'enterprise' | null;
  /** The first day (`YYYY-MM-DD`) of which there are reports. */
  readonly firstDay: string;
  /** How long after its day a report is there, in hours. */
  readonly readyAfterHours: number;
  /** The share of people, in `[0, 1]`, whose day is told only when it has settled. */
  readonly lateShare: number;
  /** How long after its day a report has settled, in hours. */
  readonly settledAfterHours: number;
  /** How long reports are kept, in days. */
  readonly retentionDays: number;
  /** Into how many files a report is cut. */
  readonly filesPerReport: number;
  /** Whether `users-28-day` has a row for each person, or for each person and day. */
  readonly userWindow: 'person' | 'person-day';
  /** How long links last, in seconds. */
  readonly linkSeconds: number;
};

/** Copilot at every organisation: what is set, who holds seats, and what goes wrong. */
export type Copilot = {
  readonly settingsOf: (organizationId: number) => CopilotSettings;
  readonly configure: (organizationId: number, settings: Partial<CopilotSettings>) => void;
  /** Of the enterprise as such; its organisations have settings of their own. */
  readonly enterpriseSettingsOf: (enterpriseId: number) => CopilotSettings;
  readonly configureEnterprise: (enterpriseId: number, settings: Partial<CopilotSettings>) => void;
  /** Grants a seat now, also to someone who lost one: then it is dated anew. */
  readonly grantSeat: (organizationId: number, person: StoryAccount) => void;
  /** The seat is gone from this day (`YYYY-MM-DD`) on, and says so until then. */
  readonly cancelSeat: (organizationId: number, personId: number, day: string) => void;
  readonly seatsOf: (organization: OrganizationRecord) => readonly SeatRecord[];
  /** Replaces what goes wrong; of several rules the first that matches decides. */
  readonly setFaults: (rules: readonly CopilotFaultRule[]) => void;
  /** Counts a fault of one of the given kinds, if one is due. */
  readonly faultOf: (kinds: readonly CopilotFault['kind'][], report: string) => CopilotFault | null;
};

/** As at GitHub, where it is known. */
const USUAL: CopilotSettings = {
  metricsPolicy: true,
  plan: 'business',
  firstDay: '2025-12-12',
  readyAfterHours: 24,
  lateShare: 0,
  settledAfterHours: 72,
  retentionDays: 365,
  filesPerReport: 2,
  userWindow: 'person-day',
  linkSeconds: 3600,
};

/** Enterprises had reports earlier than organisations. */
const ENTERPRISE_FIRST_DAY = '2025-10-10';

/** What Copilot depends on. */
export type CopilotDeps = {
  readonly state: SimulatedGitHubState;
  readonly settings: Partial<CopilotSettings>;
};

/** Copilot as the stories tell of it. */
export function createCopilot({ state, settings }: CopilotDeps): Copilot {
  const organizations = settingsBook({ ...USUAL, ...settings });
  const enterprises = settingsBook({ ...USUAL, firstDay: ENTERPRISE_FIRST_DAY, ...settings });
  return {
    settingsOf: organizations.of,
    configure: organizations.change,
    enterpriseSettingsOf: enterprises.of,
    configureEnterprise: enterprises.change,
    ...createSeats(state),
    ...createCopilotFaults(),
  };
}

function settingsBook(usual: CopilotSettings) {
  const own = new Map<number, CopilotSettings>();
  const of = (id: number) => own.get(id) ?? usual;
  const change = (id: number, some: Partial<CopilotSettings>): void => {
    own.set(id, { ...of(id), ...some });
  };
  return { of, change };
}

function createSeats(
  state: SimulatedGitHubState,
): Pick<Copilot, 'grantSeat' | 'cancelSeat' | 'seatsOf'> {
  const books = new Map<number, Map<number, SeatRecord>>();
  const bookOf = (organization: OrganizationRecord) => {
    const told = organization.story.seats.map((seat): [number, SeatRecord] => [
      seat.id,
      { ...seat, cancelledOn: null },
    ]);
    const book = books.get(organization.id) ?? new Map(told);
    books.set(organization.id, book);
    return book;
  };
  const bookBy = (organizationId: number) => {
    const organization = state.organizationById(organizationId);
    if (organization === null) throw new RangeError(`there is no organisation ${organizationId}`);
    return bookOf(organization);
  };
  return {
    grantSeat: (organizationId, { id, login }) => {
      bookBy(organizationId).set(id, { id, login, grantedAt: state.clock(), cancelledOn: null });
    },
    cancelSeat: (organizationId, personId, day) => {
      const book = bookBy(organizationId);
      const seat = book.get(personId);
      if (seat === undefined) throw new RangeError(`there is no seat of ${personId}`);
      book.set(personId, { ...seat, cancelledOn: day });
    },
    seatsOf: (organization) => [...bookOf(organization).values()],
  };
}
