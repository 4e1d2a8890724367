/** A text with parts that stand out. */
export type RichText = readonly (string | { readonly strong: string })[];

/** A part that stands out. */
export function strong(text: string): { readonly strong: string } {
  return { strong: text };
}

/** The same without emphasis, for a title or to be read aloud. */
export function plain(text: RichText): string {
  return text.map((part) => (typeof part === 'string' ? part : part.strong)).join('');
}
