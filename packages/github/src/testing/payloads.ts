type Json = Readonly<Record<string, unknown>>;

/** GitHub's account JSON. */
export const userJson = (id: number, login: string, type = 'User'): Json => ({ id, login, type });

export const ada = userJson(1, 'ada');
export const grace = userJson(2, 'grace');

/** GitHub's pull request JSON, whole; `changes` states what the test is about. */
export function pullJson(changes: Json = {}): Json {
  return {
    id: 900,
    number: 12,
    title: 'Pay in instalments',
    body: null,
    user: ada,
    assignees: [],
    merged_by: null,
    merged: false,
    state: 'open',
    draft: false,
    created_at: '2026-03-02T09:00:00Z',
    updated_at: '2026-03-02T09:00:00Z',
    closed_at: null,
    merged_at: null,
    additions: 10,
    deletions: 2,
    changed_files: 3,
    commits: 1,
    head: { ref: 'instalments' },
    base: { ref: 'main', repo: { id: 7, full_name: 'acme/api' } },
    labels: [{ id: 1, name: 'payments' }],
    ...changes,
  };
}

/** The pull request as lists and review payloads show it: without sizes and without who merged. */
export function shortPullJson(changes: Json = {}): Json {
  const whole = pullJson(changes);
  const left = new Set([
    'additions',
    'deletions',
    'changed_files',
    'commits',
    'merged',
    'merged_by',
  ]);
  return Object.fromEntries(Object.entries(whole).filter(([key]) => !left.has(key)));
}

/** A webhook payload of an event in `acme/api`, sent by grace. */
export function payloadJson(changes: Json = {}): Json {
  return {
    repository: { id: 7, full_name: 'acme/api', owner: { id: 9, login: 'acme' } },
    organization: { id: 9, login: 'acme' },
    sender: grace,
    ...changes,
  };
}

/** A REST review. */
export const reviewJson = (changes: Json = {}): Json => ({
  id: 501,
  user: grace,
  state: 'APPROVED',
  submitted_at: '2026-03-02T12:00:00Z',
  ...changes,
});

/** A REST commit. */
export const commitJson = (message: string, changes: Json = {}): Json => ({
  sha: 'a'.repeat(40),
  author: ada,
  commit: {
    message,
    author: { name: 'Ada', email: 'ada@example.com', date: '2026-03-01T08:30:00+02:00' },
    committer: { name: 'Ada', email: 'ada@example.com', date: '2026-03-01T10:00:00Z' },
  },
  ...changes,
});
