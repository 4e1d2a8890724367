import type { HealthDetail } from '../../api/health-detail.ts';
import { heatLook, type HeatRows } from '../../charts/heat-map.tsx';
import type { BarRow, BarRows } from '../../charts/row-bars.tsx';
import { day, moment, shortDay } from '../../format/dates.ts';
import { fixed } from '../../format/locale.ts';
import { count } from '../../format/numbers.ts';
import { PAGE_ROWS, type Stretch } from '../../ui/pager.tsx';

type Repository = HealthDetail['repositories'][number];

function nameOf(repository: string): string {
  return repository.split('/').at(-1) ?? repository;
}

/** The repositories that are still shared. */
export function sharedOf({
  repositories,
}: Pick<HealthDetail, 'repositories'>): readonly Repository[] {
  return repositories.filter(({ removed }) => !removed);
}

/** How far the history of each repository is: first what is not done, of so many at most. */
export function backfillBars(health: Pick<HealthDetail, 'repositories'>, zone?: string): BarRows {
  return {
    caption: 'History by repository',
    summary: 'How much of the history of each repository was fetched from GitHub.',
    columns: ['Repository', 'Pull requests', 'Done by', 'What went wrong'],
    noInterval: 'every pull request is counted',
    rows: sharedOf(health)
      .toSorted((a, b) => Number(isDone(a)) - Number(isDone(b)))
      .slice(0, PAGE_ROWS)
      .map((one) => backfillRow(one, zone)),
  };
}

function isDone({ backfill }: Repository): boolean {
  return backfill?.state === 'done';
}

function backfillRow({ repository, backfill }: Repository, zone: string | undefined): BarRow {
  const label = nameOf(repository);
  if (backfill === null) {
    const why = 'not fetched from GitHub';
    const reading = { title: label, lines: [why], spoken: `${label}, ${why}` };
    return { label, parts: [], note: 'not fetched', reading, cells: [why, '', ''] };
  }
  const { done, total, percent, state, eta, failure } = backfill;
  const amount = `${count(done)} of ${total === null ? 'not known' : count(total)}`;
  const until = eta === null ? state : moment(new Date(eta), zone);
  const lines = [amount, `Done by: ${until}`, ...(failure === null ? [] : [failure])];
  return {
    label,
    parts: [
      { look: 'whole', value: 100 },
      { look: 'fetched', value: percent },
    ],
    note: `${fixed(percent, 0)}% ${state}`,
    reading: { title: label, lines, spoken: [label, ...lines].join(', ') },
    cells: [amount, until, failure ?? 'nothing'],
  };
}

/** How whole each day of each repository is, with the reason; a stretch of them, worst first. */
export function completenessHeat(
  health: Pick<HealthDetail, 'repositories'>,
  { from, to }: Stretch,
): HeatRows {
  const shared = sharedOf(health)
    .toSorted((a, b) => lackOf(b) - lackOf(a))
    .slice(from, to);
  const days = [
    ...new Set(shared.flatMap(({ completeness }) => completeness.map((one) => one.day))),
  ].toSorted();
  return {
    grain: 'day',
    starts: days.map((one) => new Date(one)),
    summary: 'How much of what changed on GitHub is here, by repository and day.',
    caption: 'Completeness by repository and day',
    noInterval: 'everything that changed is counted',
    columns: ['Repository', ...days.map((one) => shortDay(new Date(one)))],
    rows: shared.map(({ repository, completeness }) => ({
      label: nameOf(repository),
      cells: days.map((one) => cellOf(one, { of: nameOf(repository), completeness })),
    })),
  };
}

/** Of how many days of repositories it is not known what they lack, whatever the reason. */
export function unknownWords(health: Pick<HealthDetail, 'repositories'>): string {
  const days = sharedOf(health).flatMap(({ completeness }) => completeness);
  const unknown = days.filter(({ percent }) => percent === null).length;
  const n = `n = ${count(days.length)} days of repositories`;
  if (unknown === 0) return `${n}, all compared`;
  return `${n}, of which ${count(unknown)} ${unknown === 1 ? 'is' : 'are'} not known`;
}

type Row = Pick<Repository, 'completeness'> & { readonly of: string };

/** How little of a repository is known to be here: what is missing weighs, then what is not known. */
function lackOf({ completeness }: Repository): number {
  const missing = completeness.reduce((sum, { percent }) => sum + 100 - (percent ?? 100), 0);
  return missing + completeness.filter(({ percent }) => percent === null).length / 1000;
}

function cellOf(on: string, { of, completeness }: Row) {
  const found = completeness.find((one) => one.day === on);
  const percent = found?.percent ?? null;
  const told = percent === null ? 'not known' : `${fixed(percent, 1)}%`;
  const title = day(new Date(on));
  const lines = [told, found?.reason ?? 'out of reach'];
  const look = heatLook(percent === null ? null : percent / 100);
  return { look, told, reading: { title, lines, spoken: [of, title, ...lines].join(', ') } };
}
