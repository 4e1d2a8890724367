import type { findPopulation } from '@uplift/db';

type Found = ReadonlyMap<string, ReadonlySet<number>>;
type Remembered = { readonly found: Promise<Found>; people: number };

/** Remembers whom views are about; see {@link createPopulationMemory}. */
export type PopulationMemory = {
  /**
   * What was found for a key before, or is being found just now, else what `find` finds. What failed
   * is forgotten, and whoever waited for it finds for themselves.
   */
  readonly find: (key: string, find: () => ReturnType<typeof findPopulation>) => Promise<Found>;
};

/**
 * A memory of bounded size: what was asked for least recently goes first.
 *
 * @param mostPeople - in all groups of all answers together
 */
export function createPopulationMemory(mostPeople: number): PopulationMemory {
  const shelf: Shelf = { known: new Map(), people: 0 };
  return {
    find: async (key, find) => {
      const before = shelf.known.get(key);
      if (before === undefined) return keep(shelf, { key, found: find(), mostPeople });
      shelf.known.delete(key);
      shelf.known.set(key, before);
      return before.found.catch(() => find());
    },
  };
}

/** Answers by key, least recently asked for first. */
type Shelf = { readonly known: Map<string, Remembered>; people: number };

/** Keeps an answer that is on its way, and its size once it is here. */
async function keep(
  shelf: Shelf,
  {
    key,
    found,
    mostPeople,
  }: { readonly key: string; readonly found: Promise<Found>; readonly mostPeople: number },
): Promise<Found> {
  const own: Remembered = { found, people: 0 };
  shelf.known.set(key, own);
  try {
    const groups = await found;
    // Forgotten meanwhile, to make room.
    if (shelf.known.get(key) !== own) return groups;
    own.people = sizeOf(groups);
    shelf.people += own.people;
    for (const oldest of shelf.known.keys()) {
      if (shelf.people <= mostPeople) break;
      forget(shelf, oldest);
    }
    return groups;
  } catch (error) {
    if (shelf.known.get(key) === own) forget(shelf, key);
    throw error;
  }
}

function forget(shelf: Shelf, key: string): void {
  shelf.people -= shelf.known.get(key)?.people ?? 0;
  shelf.known.delete(key);
}

/** An answer without people takes room, too. */
function sizeOf(groups: Found): number {
  return [...groups.values()].reduce((sum, { size }) => sum + size, 1);
}
