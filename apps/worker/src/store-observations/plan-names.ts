import type { NamedRef, NamedRow } from '@uplift/db';

/** What has to be written so that every reference finds its row. */
export type NamePlan = {
  /** Rows whose number or name is another now. */
  readonly changed: readonly NamedRow[];
  readonly inserted: readonly NamedRef[];
  /** Rows known by name only that turned out to be another one. */
  readonly merged: readonly { readonly from: number; readonly into: number }[];
};

type Draft = { id: number | null; githubId: number | null; name: string };

/**
 * Decides how organisations, repositories and teams are told apart: by GitHub's number where it is
 * known, by the name alone until then. The last name seen for a number stands; who bore that name
 * with another number loses it and is called `name~ID` until a new one is seen.
 *
 * @param rows - every stored row with one of the numbers or names
 */
export function planNames(rows: readonly NamedRow[], refs: readonly NamedRef[]): NamePlan {
  const drafts: Draft[] = rows.map((row) => ({ ...row }));
  const merged: { from: number; into: number }[] = [];
  for (const ref of lastNames(refs)) placeNumbered(drafts, ref, merged);
  for (const { githubId, name } of refs) {
    if (githubId === null && holderOf(drafts, name) === undefined) {
      drafts.push({ id: null, githubId, name });
    }
  }

  const gone = new Set(merged.map(({ from }) => from));
  const before = new Map(rows.map((row) => [row.id, row]));
  const kept = drafts.filter(({ id }) => id === null || !gone.has(id));
  return {
    changed: kept.flatMap(({ id, githubId, name }) => {
      const row = id === null ? undefined : before.get(id);
      if (id === null || row === undefined) return [];
      return row.name === name && row.githubId === githubId ? [] : [{ id, githubId, name }];
    }),
    inserted: kept.flatMap(({ id, githubId, name }) => (id === null ? [{ githubId, name }] : [])),
    merged,
  };
}

/** The last name of each number, in the order in which the numbers came first. */
function lastNames(refs: readonly NamedRef[]): { githubId: number; name: string }[] {
  const names = new Map<number, string>();
  for (const { githubId, name } of refs) if (githubId !== null) names.set(githubId, name);
  return [...names].map(([githubId, name]) => ({ githubId, name }));
}

function placeNumbered(
  drafts: Draft[],
  ref: { githubId: number; name: string },
  merged: { from: number; into: number }[],
): void {
  const own = drafts.find(({ githubId }) => githubId === ref.githubId);
  const holder = holderOf(drafts, ref.name);
  if (holder !== undefined && holder !== own && holder.githubId !== null) {
    holder.name = `${holder.name}~${holder.githubId}`;
  } else if (holder !== undefined && holder !== own && own === undefined) {
    holder.githubId = ref.githubId;
    holder.name = ref.name;
    return;
  } else if (holder !== undefined && holder !== own && own?.id != null && holder.id !== null) {
    merged.push({ from: holder.id, into: own.id });
    drafts.splice(drafts.indexOf(holder), 1);
  }
  if (own === undefined) drafts.push({ id: null, ...ref });
  else own.name = ref.name;
}

function holderOf(drafts: readonly Draft[], name: string): Draft | undefined {
  const lower = name.toLowerCase();
  return drafts.find((draft) => draft.name.toLowerCase() === lower);
}

/** Finds the id of a stored row by a reference. */
export type NameIndex = (ref: NamedRef) => number;

/**
 * An index over stored rows: by number, else by name.
 *
 * @param rows - every row that will be asked for
 */
export function indexNames(rows: readonly NamedRow[]): NameIndex {
  const byGithubId = new Map(rows.map((row) => [row.githubId, row.id]));
  const byName = new Map(rows.map((row) => [row.name.toLowerCase(), row.id]));
  return ({ githubId, name }) => {
    const id = githubId === null ? byName.get(name.toLowerCase()) : byGithubId.get(githubId);
    if (id === undefined) throw new Error(`no row for "${name}" (${githubId ?? 'no number'})`);
    return id;
  };
}
