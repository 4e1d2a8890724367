import {
  findCorrectedPairs,
  findDaysCounting,
  findMembershipsOf,
  noteGitHubDiffers,
  replaceMemberships,
  saveTeamStates,
  type GitHubWord,
  type PersonSpan,
  type TeamMembershipRow,
  type TeamState,
} from '@uplift/db';
import type { Observation } from '@uplift/metrics';

import { mergeMemberships, type Interval, type MembershipWord } from './merge-memberships.ts';
import type { People } from './resolve-people.ts';
import type { Places } from './resolve-places.ts';
import { markStale, ofKind, type StoreScope } from './store-scope.ts';

type Known = { readonly people: People; readonly places: Places };
type Pair = { readonly teamId: number; readonly personId: number };

/** Keeps what is said of teams and of who was in them when. */
export async function storeTeams(
  scope: StoreScope,
  observations: readonly Observation[],
  known: Known,
): Promise<void> {
  const states = new Map<number, TeamState>();
  for (const { team, name, removed } of ofKind(observations, 'team')) {
    const id = known.places.teamId(team);
    const before = states.get(id);
    states.set(id, {
      id,
      name: name ?? before?.name ?? null,
      removed: removed ?? before?.removed ?? null,
    });
  }
  await saveTeamStates(scope.tx, scope.organizationId, [...states.values()]);
  await storeMemberships(scope, observations, known);
}

async function storeMemberships(
  scope: StoreScope,
  observations: readonly Observation[],
  known: Known,
): Promise<void> {
  const words = collectWords(observations, known);
  if (words.size === 0) return;
  const { tx, organizationId, changes } = scope;
  const stored = new Map<string, TeamMembershipRow[]>();
  const people = new Set([...words.values()].map(({ pair }) => pair.personId));
  for (const row of await findMembershipsOf(tx, people)) {
    stored.set(pairKey(row), [...(stored.get(pairKey(row)) ?? []), row]);
  }

  const corrected = new Set((await findCorrectedPairs(tx, people)).map(pairKey));
  const otherwise: (Pair & GitHubWord)[] = [];
  const pairs: Pair[] = [];
  const rows: TeamMembershipRow[] = [];
  const spans: PersonSpan[] = [];
  for (const [key, { pair, said }] of words) {
    const before = stored.get(key) ?? [];
    const after = mergeMemberships(before, said);
    if (sameIntervals(before, after)) continue;
    // An administrator's word on when somebody was in a team wins, until it is taken back.
    if (corrected.has(key)) {
      otherwise.push({ ...pair, ...lastWord(said) });
      continue;
    }
    pairs.push(pair);
    rows.push(...after.map((interval) => ({ ...pair, ...interval })));
    spans.push(
      ...changedSpans(before, after).map((span) => ({ ...span, personId: pair.personId })),
    );
  }
  await noteGitHubDiffers(tx, otherwise);
  if (pairs.length === 0) return;
  await replaceMemberships(tx, organizationId, { pairs, rows });
  changes.data = true;
  markStale(scope, await findDaysCounting(tx, organizationId, spans));
}

function collectWords(observations: readonly Observation[], { people, places }: Known) {
  const words = new Map<string, { readonly pair: Pair; readonly said: MembershipWord[] }>();
  for (const observation of observations) {
    if (!isOfMembership(observation)) continue;
    const pair = {
      teamId: places.teamId(observation.team),
      personId: people(observation.member),
    };
    const entry = words.get(pairKey(pair)) ?? { pair, said: [] };
    words.set(pairKey(pair), entry);
    entry.said.push(wordOf(observation));
  }
  return words;
}

type OfMembership = Extract<
  Observation,
  { readonly kind: 'team_membership' | 'team_membership_change' | 'team_absence' }
>;

const kinds: ReadonlySet<string> = new Set<OfMembership['kind']>([
  'team_membership',
  'team_membership_change',
  'team_absence',
]);

function isOfMembership(observation: Observation): observation is OfMembership {
  return kinds.has(observation.kind);
}

function wordOf(observation: OfMembership): MembershipWord {
  switch (observation.kind) {
    case 'team_membership':
      return { kind: 'interval', from: observation.from, to: observation.to };
    case 'team_absence':
      return { kind: 'absent', from: observation.from, to: observation.to };
    case 'team_membership_change':
      return { kind: observation.change, on: observation.on };
    default:
      return observation satisfies never;
  }
}

/** What was said last, as it is told to an administrator. */
function lastWord(said: readonly MembershipWord[]): GitHubWord {
  const words = said.map((word): GitHubWord =>
    'on' in word ? { change: word.kind, on: word.on } : { change: 'times', on: word.from },
  );
  const [last] = words.toSorted((a, b) => (a.on < b.on ? 1 : -1));
  if (last === undefined) throw new RangeError('nothing was said');
  return last;
}

function pairKey({ teamId, personId }: Pair): string {
  return `${teamId} ${personId}`;
}

function sameIntervals(a: readonly Interval[], b: readonly Interval[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ from, to }, index) => from === b[index]?.from && to === b[index].to)
  );
}

/** The times that stand on one side only; figures of the days within may change. */
function changedSpans(before: readonly Interval[], after: readonly Interval[]): Interval[] {
  return [...missingFrom(after, before), ...missingFrom(before, after)];
}

function missingFrom(those: readonly Interval[], these: readonly Interval[]): Interval[] {
  return these.filter(
    ({ from, to }) => !those.some((other) => other.from === from && other.to === to),
  );
}
