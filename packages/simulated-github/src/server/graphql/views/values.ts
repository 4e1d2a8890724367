const LARGEST_INT = 2 ** 31 - 1;

/** An id where GitHub's schema has 32 bits; null if it is larger, and `fullDatabaseId` tells it. */
export function smallId(id: number): number | null {
  return id > LARGEST_INT ? null : id;
}

/** The path of a page. */
export function pathOf(url: string): string {
  return new URL(url).pathname;
}

/** A value made when it is first asked for, and kept. */
export function once<Value>(make: () => Value): () => Value {
  let kept: { readonly value: Value } | null = null;
  return () => {
    kept ??= { value: make() };
    return kept.value;
  };
}
