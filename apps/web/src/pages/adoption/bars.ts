import type { Adoption, AdoptionGroup, ChampionSide } from '../../api/adoption.ts';
import type { BarRow, BarRows } from '../../charts/row-bars.tsx';
import { count } from '../../format/numbers.ts';
import { costWords, groupName, known, partWords, silence } from '../../words/adoption.ts';

type RowWords = {
  readonly label: string;
  readonly note: string;
  readonly lines: readonly string[];
  readonly cells: readonly string[];
};

function rowOf({ label, note, lines, cells }: RowWords, parts: BarRow['parts']): BarRow {
  const reading = { title: label, lines, spoken: [label, ...lines].join(', ') };
  return { label, parts, note, reading, cells };
}

function silentRow(group: AdoptionGroup, { why, cells }: { why: string; cells: number }): BarRow {
  const label = groupName(group.key);
  const note = group.status === 'suppressed' ? 'hidden' : 'not known';
  return rowOf({ label, note, lines: [why], cells: [why, ...Array(cells - 1).fill('')] }, []);
}

/** Seats, those active of them, those regular of them: a row for everybody and for each team. */
export function funnelBars({ groups }: Pick<Adoption, 'groups'>): BarRows {
  return {
    caption: 'Seats, active and regular people by team',
    summary: 'Shares of seats that are active and regular, everybody first, then each team.',
    columns: ['Team', 'Seats', 'Active in 28 days', 'Regular, 4 days or more'],
    rows: groups.map(funnelRow),
  };
}

function funnelRow(group: AdoptionGroup): BarRow {
  const why = silence(group);
  const { funnel } = group;
  if (why !== null || funnel === null) return silentRow(group, { why: why ?? '', cells: 3 });
  const { seats, active, regular } = funnel;
  const whole = seats ?? wholeOf(active);
  const of = (people: number) => (whole === 0 ? 0 : people / whole);
  const cells = [known(seats), partWords(active), partWords(regular)];
  const words = {
    label: groupName(group.key),
    note: [seats, active?.people, regular?.people].map((one) => tell(one)).join(' → '),
    lines: [`Seats: ${cells[0]}`, `Active: ${cells[1]}`, `Regular: ${cells[2]}`],
    cells,
  };
  return rowOf(words, [
    { look: 'seats', value: of(whole) },
    { look: 'active', value: of(active?.people ?? 0) },
    { look: 'regular', value: of(regular?.people ?? 0) },
  ]);
}

function wholeOf(part: NonNullable<AdoptionGroup['funnel']>['active']): number {
  return part === null || part.share === 0 ? 0 : part.people / part.share;
}

function tell(people: number | null | undefined): string {
  return people === null || people === undefined ? '?' : count(people);
}

/** Seats that nobody uses, and those granted too lately to tell. */
export function idleBars({ groups, seatCost }: Pick<Adoption, 'groups' | 'seatCost'>): BarRows {
  return {
    caption: 'Idle seats by team',
    summary: 'Idle seats and seats within 30 days of grace, everybody first, then each team.',
    columns: ['Team', 'Idle', 'In grace', 'Cost of the idle'],
    noInterval: 'every seat is counted',
    rows: groups.map((group) => {
      const why = silence(group);
      const { funnel } = group;
      if (why !== null || funnel === null) return silentRow(group, { why: why ?? '', cells: 3 });
      const { idle, grace, idleCost } = funnel;
      const cells = [known(idle), known(grace), costWords(idleCost, { seatCost })];
      const lines = [`Idle: ${cells[0]}`, `In grace: ${cells[1]}`, cells[2] ?? ''];
      const note = idle === null ? 'not known' : `${count(idle)} idle`;
      return rowOf({ label: groupName(group.key), note, lines, cells }, [
        { look: 'grace', value: (idle ?? 0) + (grace ?? 0) },
        { look: 'idle', value: idle ?? 0 },
      ]);
    }),
  };
}

/** Teams with a champion beside those without: a description, not a cause. */
export function championBars(champions: Adoption['champions']): BarRows {
  const sides =
    champions === null
      ? []
      : [sideRow('With champion', champions.with), sideRow('Without', champions.without)];
  return {
    caption: 'Teams with and without champion',
    summary: 'Share of people who are active and regular in teams with and without a champion.',
    columns: ['Teams', 'Number of teams', 'People', 'Active', 'Regular'],
    rows: sides,
  };
}

function sideRow(label: string, side: ChampionSide): BarRow {
  const teams = `${count(side.teams)} ${side.teams === 1 ? 'team' : 'teams'}`;
  if (side.status === 'suppressed') {
    const why = side.reason ?? 'hidden, too few people';
    return rowOf({ label, note: 'hidden', lines: [teams, why], cells: [teams, why, '', ''] }, []);
  }
  const cells = [teams, known(side.people), partWords(side.active), partWords(side.regular)];
  const lines = [teams, `n = ${cells[1]}`, `Active: ${cells[2]}`, `Regular: ${cells[3]}`];
  return rowOf({ label, note: `n = ${known(side.people)}`, lines, cells }, [
    { look: 'seats', value: side.active === null ? 0 : 1 },
    { look: 'active', value: side.active?.share ?? 0 },
    { look: 'regular', value: (side.regular?.people ?? 0) / (wholeOf(side.active) || 1) },
  ]);
}
