import type { Health } from '../api/health.ts';
import { lastEventOf, loadingOf } from '../api/health.ts';
import type { Authorship } from '../address/view.ts';
import { authorshipNames } from '../filters/filter-words.ts';
import { day } from '../format/dates.ts';
import { loadingWords } from './loading.ts';

/** What is not there yet, and what will bring it. */
const APPEARS = {
  cycle_time: 'Cycle time appears with the first merged pull request, about two minutes later.',
  stages:
    'Where the time goes appears with the first merged pull request, about two minutes later.',
  distribution: 'The spread appears with the first merged pull request, about two minutes later.',
  review_clocks: 'Both clocks start with the first pull request that is ready for review.',
  open_now: 'What is open appears with the first pull request, about two minutes later.',
  throughput: 'Throughput appears with the first merged pull request, week by week.',
  adoption:
    'Adoption appears with the first Copilot usage report, a day after Copilot is connected.',
  seats: 'Seats appear with the first list of Copilot seats, within a day of connecting Copilot.',
  starts: 'Starts appear with the first list of Copilot seats or the first usage report.',
  ways_of_working: 'Ways of working appear with the first Copilot usage report.',
  idle_seats:
    'Idle seats appear with the first list of Copilot seats, within a day of connecting Copilot.',
  champions: 'The two sides appear once a team has a champion and Copilot reports have come.',
  disclosed: 'It appears with the first pull request in which somebody marks the use of AI.',
} as const;

/** A chart or a card that has something to wait for. */
export type Awaited = keyof typeof APPEARS;

const BY_COPILOT: ReadonlySet<Awaited> = new Set([
  'adoption',
  'seats',
  'starts',
  'ways_of_working',
  'idle_seats',
  'champions',
]);

/** What the filters do not narrow, or by team alone. */
const NARROWED_BY_NONE: ReadonlySet<Awaited> = new Set(['seats', 'idle_seats', 'champions']);
const NARROWED_BY_TEAM: ReadonlySet<Awaited> = new Set(['starts', 'ways_of_working', 'disclosed']);

/** Why there is nothing to show. */
export type Situation =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'loading'; readonly progress: string }
  | { readonly kind: 'no_copilot'; readonly why: string }
  | { readonly kind: 'before'; readonly last: Date }
  | { readonly kind: 'narrowed'; readonly by: readonly string[] }
  | { readonly kind: 'period' };

type Known = Pick<Health, 'installationStatus' | 'repositories' | 'sources'>;

/** What is looked at. */
export type Looked = {
  readonly team?: string;
  readonly repository?: string;
  readonly authorship?: Authorship;
  /** The first UTC day of the period. */
  readonly from: string;
  readonly zone?: string | undefined;
};

/** Why a chart of the view has nothing to show, by how whole the data are. */
export function situationOf(awaits: Awaited, health: Known, looked: Looked): Situation {
  const { from, zone } = looked;
  const by = narrowedBy(awaits, looked);
  const inView: Situation = by.length > 0 ? { kind: 'narrowed', by } : { kind: 'period' };
  if (BY_COPILOT.has(awaits)) {
    const why = copilotWords(health);
    return why === null || by.length > 0 ? inView : { kind: 'no_copilot', why };
  }
  const loading = loadingOf(health);
  if (loading !== null) return { kind: 'loading', progress: loadingWords(loading, zone) };
  const last = lastEventOf(health);
  if (last === null) return { kind: 'nothing' };
  if (last.getTime() < Date.parse(from)) return { kind: 'before', last };
  return inView;
}

/** The filters that narrow what is awaited, as they are called. */
function narrowedBy(awaits: Awaited, { team, repository, authorship }: Looked): readonly string[] {
  if (NARROWED_BY_NONE.has(awaits)) return [];
  const others = [
    repository,
    authorship === undefined
      ? undefined
      : `authorship ${authorshipNames[authorship].toLowerCase()}`,
  ];
  const parts = NARROWED_BY_TEAM.has(awaits) ? [team] : [team, ...others];
  return parts.filter((part) => part !== undefined);
}

/** Why nothing comes from Copilot; null where a source of it works. */
function copilotWords({ installationStatus, sources }: Known): string | null {
  const own = sources.filter(({ source }) => source === 'seats' || source === 'usage');
  if (own.some(({ state }) => state === 'ok')) return null;
  const refused = own.find(({ state }) => state === 'refused' || state === 'failed');
  if (refused !== undefined) return refused.reason ?? 'GitHub refused what was asked.';
  return installationStatus === 'none'
    ? 'No Copilot is connected, and no file tells of it in this period.'
    : 'Copilot was not asked yet, which happens once a day.';
}

/** What an empty chart says. */
export type EmptyWords = {
  readonly title: string;
  readonly text: string;
};

/** What will stand in a chart that has nothing to show, and when, or what to change. */
export function emptyWords(awaits: Awaited, situation: Situation): EmptyWords {
  const appears = APPEARS[awaits];
  if (situation.kind === 'narrowed') {
    const text = `Nothing is known of ${situation.by.join(', ')} in this period.`;
    return { title: 'Nothing matches these filters.', text };
  }
  if (situation.kind === 'loading') {
    return told('History is still loading.', `${situation.progress}. The newest comes first.`);
  }
  if (situation.kind === 'no_copilot') {
    return told('No Copilot data yet.', `${situation.why} ${appears}`);
  }
  if (situation.kind === 'before') {
    const last = `The last event is of ${day(situation.last)}.`;
    return told('Nothing in this period.', `${last} Choose a period that reaches back to it.`);
  }
  return situation.kind === 'nothing'
    ? told('Nothing has come yet.', appears)
    : told('Nothing in this period.', `${appears} Choose a longer period to look back.`);
}

function told(title: string, text: string): EmptyWords {
  return { title, text };
}
