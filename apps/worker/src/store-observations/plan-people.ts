import type { NewPerson, PersonRow } from '@uplift/db';
import type { AccountKind } from '@uplift/metrics';

/** An account as a source names it, its kind told by the account table. */
export type PersonRef = {
  readonly githubId: number | null;
  readonly login: string;
  readonly kind: AccountKind;
};

/** What has to be written so that every reference finds its account. */
export type PeoplePlan = {
  readonly inserted: readonly NewPerson[];
  readonly updated: readonly PersonRow[];
  /** Accounts known by name only that turned out to be another one. */
  readonly merged: readonly { readonly from: number; readonly into: number }[];
  /** Stored accounts whose kind is another now. */
  readonly reclassified: readonly number[];
};

type Draft = {
  readonly id: number | null;
  githubId: number | null;
  login: string;
  kind: AccountKind;
  mergedIntoId: number | null;
};

const KIND_RANK = { human: 0, bot: 1, ai_agent: 2 } as const;

/**
 * Decides how accounts are told apart: by GitHub's number where it is known, by the login until
 * then. A login seen with a number gives the number to whoever was known by that login alone. The
 * last login of a number stands, and earlier ones keep leading to it. A kind is only ever made more
 * certain: silence of a source makes nobody a human again.
 *
 * @param rows - every stored account with one of the numbers or logins
 */
export function planPeople(rows: readonly PersonRow[], refs: readonly PersonRef[]): PeoplePlan {
  const drafts: Draft[] = rows.map((row) => ({ ...row }));
  const directory = openDirectory(drafts);
  for (const ref of numbered(refs)) placeNumbered(directory, ref);
  for (const ref of refs) if (ref.githubId === null) placeNamed(directory, ref);

  const before = new Map(rows.map((row) => [row.id, row]));
  const updated = drafts.flatMap(({ id, ...draft }) => {
    const row = id === null ? undefined : before.get(id);
    if (id === null || row === undefined) return [];
    const same =
      row.githubId === draft.githubId &&
      row.login === draft.login &&
      row.kind === draft.kind &&
      row.mergedIntoId === draft.mergedIntoId;
    return same ? [] : [{ id, ...draft }];
  });
  return {
    inserted: drafts.flatMap(({ id, ...draft }) => (id === null ? [draft] : [])),
    updated,
    merged: updated.flatMap(({ id, mergedIntoId }) =>
      mergedIntoId !== null && before.get(id)?.mergedIntoId === null
        ? [{ from: id, into: mergedIntoId }]
        : [],
    ),
    reclassified: updated.flatMap(({ id, kind }) => (before.get(id)?.kind === kind ? [] : [id])),
  };
}

/** One reference for each number: its last login, its most certain kind. */
function numbered(refs: readonly PersonRef[]): (PersonRef & { readonly githubId: number })[] {
  const last = new Map<number, PersonRef & { readonly githubId: number }>();
  for (const ref of refs) {
    if (ref.githubId === null) continue;
    const kind = surer(last.get(ref.githubId)?.kind ?? ref.kind, ref.kind);
    last.set(ref.githubId, { ...ref, githubId: ref.githubId, kind });
  }
  return [...last.values()];
}

function surer(a: AccountKind, b: AccountKind): AccountKind {
  return KIND_RANK[a] >= KIND_RANK[b] ? a : b;
}

type Directory = ReturnType<typeof openDirectory>;

function openDirectory(drafts: Draft[]) {
  const byGithubId = new Map<number, Draft>();
  const byRowId = new Map<number, Draft>();
  const byLogin = new Map<string, Draft[]>();
  const index = (draft: Draft) => {
    if (draft.githubId !== null) byGithubId.set(draft.githubId, draft);
    if (draft.id !== null) byRowId.set(draft.id, draft);
    const login = draft.login.toLowerCase();
    byLogin.set(login, [...(byLogin.get(login) ?? []), draft]);
  };
  for (const draft of drafts) index(draft);

  const wearing = (login: string) =>
    (byLogin.get(login.toLowerCase()) ?? []).filter(
      (draft) => draft.login.toLowerCase() === login.toLowerCase(),
    );
  return {
    ofNumber: (githubId: number) => byGithubId.get(githubId),
    nameOnly: (login: string) =>
      wearing(login).find((draft) => draft.githubId === null && draft.mergedIntoId === null),
    /** Who a login means: the newest account that bears it, else whom it once meant. */
    behind(login: string): Draft | undefined {
      const all = wearing(login);
      const current = all.findLast(({ githubId }) => githubId !== null);
      if (current !== undefined) return current;
      const open = all.find(({ mergedIntoId }) => mergedIntoId === null);
      const earlier = all.findLast(({ mergedIntoId }) => mergedIntoId !== null);
      return open ?? (earlier && byRowId.get(earlier.mergedIntoId ?? -1));
    },
    hasEarlierName: (login: string, rowId: number) =>
      wearing(login).some(({ mergedIntoId }) => mergedIntoId === rowId),
    index,
    add(draft: Draft) {
      drafts.push(draft);
      index(draft);
    },
  };
}

function placeNumbered(directory: Directory, ref: PersonRef & { readonly githubId: number }): void {
  const own = directory.ofNumber(ref.githubId);
  const nameOnly = directory.nameOnly(ref.login);
  if (own === undefined && nameOnly === undefined) {
    directory.add({ id: null, ...ref, mergedIntoId: null });
    return;
  }
  if (own === undefined) {
    if (nameOnly === undefined) return;
    nameOnly.githubId = ref.githubId;
    nameOnly.login = ref.login;
    nameOnly.kind = surer(nameOnly.kind, ref.kind);
    directory.index(nameOnly);
    return;
  }
  own.kind = surer(own.kind, ref.kind);
  rename(directory, own, ref.login);
  if (nameOnly !== undefined) nameOnly.mergedIntoId = own.id;
}

function rename(directory: Directory, own: Draft, login: string): void {
  if (own.login === login) return;
  const earlier = own.login;
  own.login = login;
  if (earlier.toLowerCase() === login.toLowerCase()) return;
  directory.index(own);
  if (own.id === null || directory.hasEarlierName(earlier, own.id)) return;
  const alias = { id: null, githubId: null, login: earlier, kind: own.kind };
  directory.add({ ...alias, mergedIntoId: own.id });
}

function placeNamed(directory: Directory, ref: PersonRef): void {
  const known = directory.behind(ref.login);
  if (known === undefined) directory.add({ id: null, ...ref, mergedIntoId: null });
  else known.kind = surer(known.kind, ref.kind);
}

/** Finds the id of a stored account by a reference. */
export type PersonIndex = (ref: Pick<PersonRef, 'githubId' | 'login'>) => number;

/**
 * An index over stored accounts: by number, else by login.
 *
 * @param rows - every account that will be asked for
 */
export function indexPeople(rows: readonly PersonRow[]): PersonIndex {
  const directory = openDirectory(rows.map((row) => ({ ...row })));
  return ({ githubId, login }) => {
    const found = githubId === null ? directory.behind(login) : directory.ofNumber(githubId);
    if (found?.id == null)
      throw new Error(`no account for "${login}" (${githubId ?? 'no number'})`);
    return found.id;
  };
}
