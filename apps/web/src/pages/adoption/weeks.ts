import type { Adoption, AdoptionGroup } from '../../api/adoption.ts';
import { heatLook, type HeatCell, type HeatRows } from '../../charts/heat-map.tsx';
import type { WeekColumns } from '../../charts/week-columns.tsx';
import { bucket, shortDay, spokenBucket } from '../../format/dates.ts';
import { count, share } from '../../format/numbers.ts';
import { breakWords, COUNTED, groupName, RUNNING, wayNames } from '../../words/adoption.ts';
import { endOfWeek, isRunning, WEEK } from './running.ts';

const HEIGHT = 190;

type Week = AdoptionGroup['weeks'][number];
type Amount = { readonly people: number | null; readonly of: number; readonly what: string };

function cellOf(week: Week, { people, of, what }: Amount, now: Date): HeatCell {
  const start = new Date(week.week);
  const isOpen = isRunning(start, now);
  const title = bucket('week', start, endOfWeek(start));
  const part = people === null || of === 0 ? null : people / of;
  const isTold = part !== null && people !== null;
  const silent = people === null ? 'not known' : 'nobody to count';
  const told = isTold ? `${count(people)} (${share(part)})` : silent;
  const words = isTold ? `${what}: ${told} of ${count(of)}` : `${what}: ${silent}`;
  const lines = isOpen ? [words, RUNNING] : [words];
  const spoken = `${spokenBucket('week', start)}: ${lines.join(', ')}`;
  const look = heatLook(part);
  return { look, isOpen, reading: { title, lines, spoken }, told };
}

function overWeeks(groups: readonly AdoptionGroup[]): Pick<HeatRows, 'grain' | 'starts'> {
  const longest = groups.find(({ weeks }) => weeks.length > 0)?.weeks ?? [];
  return { grain: 'week', starts: longest.map(({ week }) => new Date(week)) };
}

function headed(
  first: string,
  { starts, now }: Pick<HeatRows, 'starts'> & { readonly now: Date },
): readonly string[] {
  const head = (start: Date) =>
    isRunning(start, now) ? `${shortDay(start)}, running` : shortDay(start);
  return [first, ...starts.map(head)];
}

/** The share of seats, or else of people present in the same 28 days, that is active: a row for each group. */
export function activeHeat({ groups }: Pick<Adoption, 'groups'>, now: Date): HeatRows {
  const time = overWeeks(groups);
  return {
    ...time,
    summary: 'Share of people who are active by team and week.',
    caption: 'Active people by team and week',
    noInterval: COUNTED,
    columns: headed('Team', { ...time, now }),
    rows: groups
      .filter(({ status }) => status === 'measured')
      .map(({ key, weeks }) => ({
        label: groupName(key),
        cells: weeks.map((week) =>
          cellOf(
            week,
            {
              people: week.active,
              of: week.seats ?? week.recentlyPresent,
              what: `${groupName(key)}, active`,
            },
            now,
          ),
        ),
      })),
  };
}

/** What people used in each week: a row for each way of working. */
export function waysHeat(group: AdoptionGroup, now: Date): HeatRows {
  const time = overWeeks([group]);
  const ways = ['completion', 'chat', 'agent_mode', 'cli', 'cloud_agent', 'code_review'] as const;
  return {
    ...time,
    summary: 'Share of the people present who chose each way of working, by week.',
    caption: `Ways of working, ${groupName(group.key)}`,
    noInterval: COUNTED,
    columns: headed('Way of working', { ...time, now }),
    rows: ways.map((way) => ({
      label: wayNames[way],
      cells: group.weeks.map((week) =>
        cellOf(
          week,
          { people: week.ways?.[way] ?? null, of: week.present, what: wayNames[way] },
          now,
        ),
      ),
    })),
  };
}

/** What dates a start best comes first: people start once, whatever else tells of it. */
const DATING = ['usage', 'import', 'seat'] as const;

/**
 * The sources of a group that date starts: of each tool the one that dates them best, or what people
 * disclosed.
 */
export function sourcesOf(
  { sources }: Pick<AdoptionGroup, 'sources'>,
  kind: 'dated' | 'disclosed',
): AdoptionGroup['sources'] {
  if (kind === 'disclosed') return sources.filter(({ source }) => source === 'disclosed');
  return sources.filter(({ tool, source }) => {
    const others = sources.filter((other) => other.tool === tool);
    const best = DATING.find((one) => others.some((other) => other.source === one));
    return source === best;
  });
}

/** When people started, by week, by sources of one kind; breaks where they touch these. */
export function startColumns(
  adoption: Pick<Adoption, 'from' | 'to' | 'breaks'>,
  { sources, now }: { readonly sources: AdoptionGroup['sources']; readonly now: Date },
): WeekColumns {
  const started = new Map<string, number>();
  for (const { week, started: people } of sources.flatMap(({ weeks }) => weeks)) {
    started.set(week, (started.get(week) ?? 0) + people);
  }
  const first = Date.parse(adoption.from);
  const weeks = Math.max(0, Math.round((Date.parse(adoption.to) - first) / WEEK));
  const kinds = new Set<string>(sources.map(({ source }) => source));
  const touching = adoption.breaks.filter(({ affects }) => affects.some((one) => kinds.has(one)));
  return {
    weeks: Array.from({ length: weeks }, (_, index) => {
      const start = new Date(first + index * WEEK);
      const people = started.get(start.toISOString().slice(0, 10)) ?? 0;
      return { start, people, running: isRunning(start, now) ? RUNNING : null };
    }),
    breaks: touching.map((one) => ({ at: new Date(one.day), what: breakWords(one) })),
    unknown: sources.reduce((sum, one) => sum + one.unknown, 0),
    height: HEIGHT,
    summary: 'People by the week in which they started.',
    caption: kinds.has('disclosed') ? 'First disclosures by week' : 'Starts by week',
  };
}
