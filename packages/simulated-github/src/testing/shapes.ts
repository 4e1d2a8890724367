/** The JSON types seen at each path of some documents; `[]` stands for any element. */
export type Shape = Map<string, Set<string>>;

/** Notes the type at every path of a document. */
export function addShape(value: unknown, shape: Shape, path = ''): Shape {
  const types = shape.get(path) ?? new Set();
  shape.set(path, types.add(jsonType(value)));
  if (Array.isArray(value)) {
    for (const element of value) addShape(element, shape, `${path}[]`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) addShape(inner, shape, `${path}.${key}`);
  }
  return shape;
}

function jsonType(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/**
 * What a document has that the known shape has not: unknown paths, and other types than were ever
 * seen. A null is allowed anywhere, and so is anything where only nulls (or empty arrays) were seen.
 */
export function strangenesses(document: unknown, known: Shape): readonly string[] {
  const strange: string[] = [];
  for (const [path, types] of addShape(document, new Map())) {
    const seen = known.get(path);
    if (seen === undefined) {
      if (!isBelowUnseen(path, known)) strange.push(path);
      continue;
    }
    const onlyNull = seen.size === 1 && seen.has('null');
    const wrong = [...types].filter((type) => type !== 'null' && !seen.has(type));
    if (!onlyNull && wrong.length > 0) strange.push(`${path}: ${wrong.join(', ')}`);
  }
  return strange;
}

function isBelowUnseen(path: string, known: Shape): boolean {
  const parents = [...known].filter(([parent]) => parent !== '' && path.startsWith(parent));
  const nearest = parents.toSorted(([a], [b]) => b.length - a.length)[0];
  if (nearest === undefined) return false;
  const [parent, types] = nearest;
  const rest = path.slice(parent.length);
  if (!rest.startsWith('.') && !rest.startsWith('[]')) return false;
  return types.has('null') ? types.size === 1 : types.has('array') && rest.startsWith('[]');
}
