/** Something that a search can lead to. */
export type Target = {
  readonly kind: 'page' | 'guide' | 'team' | 'repository' | 'comparison';
  /** What is searched, and shown. */
  readonly name: string;
  /** Of its own among its kind: a slug, a path, an id. */
  readonly key: string;
};

const MOST = 24;

/** What is called so: each word of the question somewhere in the name, what begins so first. */
export function find(targets: readonly Target[], asked: string): readonly Target[] {
  const words = asked
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const fits = targets.filter(({ name }) => {
    const text = name.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const [first = ''] = words;
  const begins = ({ name }: Target) => (name.toLowerCase().startsWith(first) ? 0 : 1);
  return fits.toSorted((a, b) => begins(a) - begins(b)).slice(0, MOST);
}
