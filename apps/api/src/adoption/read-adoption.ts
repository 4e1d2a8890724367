import type { AdoptionGroup, AdoptionResponse } from '@uplift/contracts';
import {
  countAdoptions,
  findChampions,
  findMemberships,
  findMinimumGroup,
  findSeatCost,
  withOrganization,
  type AdoptionCount,
  type Database,
  type SeatCost,
  type Transaction,
} from '@uplift/db';
import {
  addDays,
  bucketsIn,
  countAdoptionWeek,
  dayOf,
  definitionBreaksWithin,
  hiddenAtLast,
  type Day,
  type HiddenByMinimum,
  type PeopleOfWeek,
  type Window,
} from '@uplift/metrics';

import { findHiddenByMinimum, findPeopleOfLines } from '../series/hidden-lines.ts';
import { smallGroupWords } from '../series/points.ts';
import { linesOfView, type ViewLine, type ViewRequest } from '../series/view.ts';
import { championSides } from './champion-sides.ts';
import { funnelOf, toldWeek } from './funnel.ts';
import { hiddenGroups, together, type GroupedPeople } from './hidden-groups.ts';
import { membersByDay, type MembersOf } from './membership-days.ts';
import { knownIn, readPeopleOfWeeks } from './people-of-weeks.ts';
import { sourcesOf } from './sources.ts';

export type AdoptionRequest = {
  readonly organizationId: number;
  /** Widened to whole weeks. */
  readonly window: Window;
  readonly by: 'team' | null;
  readonly tool: string | null;
};

type Span = { readonly from: Day; readonly to: Day; readonly window: Window };

const noFilter = { team: null, repository: null, cohort: null, authorship: null } as const;

/** How far adoption has come, by week and source: counts, never names. */
export async function readAdoption(
  { organizationId, window, by, tool }: AdoptionRequest,
  { db }: { readonly db: Database },
): Promise<AdoptionResponse> {
  const weeks = bucketsIn('week', window);
  const whole = { from: weeks[0]?.from ?? window.from, to: weeks.at(-1)?.to ?? window.to };
  const span = { from: dayOf(whole.from), to: dayOf(whole.to), window: whole };
  const mondays = weeks.map(({ from }) => dayOf(from));
  return withOrganization(db, organizationId, async (tx) => {
    const people = await readPeopleOfWeeks(tx, mondays);
    const membersOf = membersByDay(await findMemberships(tx));
    const minimum = await findMinimumGroup(tx);
    const asked = { span, people, membersOf, minimum };
    const teams = await groupsOf(tx, { ...asked, by: 'team' });
    const shown = by === 'team' ? teams : await groupsOf(tx, { ...asked, by });
    const hidden = hiddenAtLast(shown.hidden);
    const seatCost = await findSeatCost(tx);
    const counts = await countAdoptions(tx, { to: span.to, tool, byTeam: by === 'team' });
    const group = { by, counts, mondays, people, membersOf, seatCost };
    return {
      from: span.from,
      to: span.to,
      groups: shown.lines.map((line) =>
        hidden.has(line.group) ? suppressed(line, minimum) : toGroup(line, shown.present, group),
      ),
      champions: sidesOf(teams, { people, membersOf, champions: await findChampions(tx) }),
      seatCost,
      breaks: definitionBreaksWithin(span.from, span.to).map((found) => ({
        ...found,
        affects: [...found.affects],
      })),
    };
  });
}

type Groups = {
  readonly lines: readonly ViewLine[];
  readonly hidden: HiddenByMinimum;
  /** Who was present. */
  readonly present: ReadonlyMap<string, ReadonlySet<number>>;
  /** Those, and who had a seat or used the tool. */
  readonly known: GroupedPeople;
};

async function groupsOf(
  tx: Transaction,
  request: {
    readonly by: 'team' | null;
    readonly span: Span;
    readonly people: readonly PeopleOfWeek[];
    readonly membersOf: MembersOf;
    readonly minimum: number;
  },
): Promise<Groups> {
  const { by, span, people, membersOf, minimum } = request;
  const view: ViewRequest = { ...noFilter, by };
  const lines = await linesOfView(tx, view);
  const hidden = await findHiddenByMinimum(tx, view, { lines, window: span.window, minimum });
  const present = await findPeopleOfLines(tx, view, span.window);
  const everybody =
    by === null ? present : await findPeopleOfLines(tx, { ...view, by: null }, span.window);
  const ofLine = ({ group }: ViewLine): [string, Set<number>] => [
    group,
    knownIn(people, by === null ? null : (day) => membersOf(group, day)),
  ];
  const presence = { groups: present, total: everybody.get('all') ?? new Set<number>() };
  const known = together(presence, {
    groups: new Map(lines.map(ofLine)),
    total: knownIn(people, null),
  });
  const keys = lines.map(({ group }) => group);
  return { lines, hidden: hiddenGroups(keys, hidden, [presence, known]), present, known };
}

function suppressed({ key }: ViewLine, minimum: number): AdoptionGroup {
  const nothing = { people: null, sources: [], funnel: null, weeks: [] };
  return { key, status: 'suppressed', reason: smallGroupWords(minimum), ...nothing };
}

function toGroup(
  { key, group }: ViewLine,
  present: Groups['present'],
  of: {
    readonly by: 'team' | null;
    readonly counts: readonly AdoptionCount[];
    readonly mondays: readonly Day[];
    readonly people: readonly PeopleOfWeek[];
    readonly membersOf: MembersOf;
    readonly seatCost: SeatCost | null;
  },
): AdoptionGroup {
  const own = of.counts.filter(({ teamId }) => of.by === null || String(teamId) === group);
  const weeks = of.people.map((week) =>
    countAdoptionWeek(week, of.by === null ? null : of.membersOf(group, addDays(week.week, 6))),
  );
  return {
    key,
    status: 'measured',
    people: present.get(group)?.size ?? 0,
    reason: null,
    sources: sourcesOf(own, of.mondays),
    funnel: funnelOf(weeks, of.seatCost),
    weeks: weeks.map((week) => ({
      ...week,
      ways: week.ways && { ...week.ways },
      stages: week.stages && { ...week.stages },
    })),
  };
}

function sidesOf(
  { lines, hidden, known }: Groups,
  of: {
    readonly people: readonly PeopleOfWeek[];
    readonly membersOf: MembersOf;
    readonly champions: Awaited<ReturnType<typeof findChampions>>;
  },
): AdoptionResponse['champions'] {
  const week = toldWeek(
    of.people.map((one) => ({
      ...one,
      hasSeats: one.hasSeatList,
      isKnown: one.hasSeatList || one.hasReport,
    })),
  );
  if (week === undefined) return null;
  const everybody = new Set(week.people.keys());
  const present = (own: ReadonlySet<number>) => new Set([...own].filter((id) => everybody.has(id)));
  const groups = [...known.groups].map(([team, own]) => [team, present(own)] as const);
  return championSides({
    ...of,
    week,
    teams: lines.map(({ group }) => group),
    everybody,
    known: new Map(
      [...hidden].map(([minimum, gone]) => [
        minimum,
        new Map(groups.filter(([team]) => !gone.has(team))),
      ]),
    ),
  });
}
