import type { OrganizationStory, StoryUsage } from '../../story.ts';

/** A story's usage by day and by person. */
export type UsageIndex = {
  /** What was done on a day. */
  readonly onDay: (day: string) => readonly StoryUsage[];
  /** What a person did between two days, both included; ascending. */
  readonly ofPerson: (id: number, from: string, to: string) => readonly StoryUsage[];
  /** The last day, up to a day, on which a person did something. */
  readonly lastDay: (id: number, upTo: string) => string | null;
};

const known = new WeakMap<OrganizationStory, UsageIndex>();

/** The index of a story, made once. */
export function usageIndexOf(story: OrganizationStory): UsageIndex {
  const index = known.get(story) ?? createIndex(story.usage);
  known.set(story, index);
  return index;
}

function createIndex(usage: readonly StoryUsage[]): UsageIndex {
  const days = new Map<string, StoryUsage[]>();
  const people = new Map<number, StoryUsage[]>();
  for (const row of usage) {
    addTo(days, row.day, row);
    addTo(people, row.id, row);
  }
  for (const rows of people.values()) rows.sort((a, b) => (a.day < b.day ? -1 : 1));
  return {
    onDay: (day) => days.get(day) ?? [],
    ofPerson: (id, from, to) =>
      (people.get(id) ?? []).filter(({ day }) => from <= day && day <= to),
    lastDay: (id, upTo) => (people.get(id) ?? []).findLast(({ day }) => day <= upTo)?.day ?? null,
  };
}

function addTo<Key>(groups: Map<Key, StoryUsage[]>, key: Key, row: StoryUsage): void {
  const group = groups.get(key) ?? [];
  group.push(row);
  groups.set(key, group);
}
