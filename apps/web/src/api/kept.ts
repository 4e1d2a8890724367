/** A question as it is kept: its kind, the organisation it is about, and what it asks of it. */
type Kept = { readonly queryKey: readonly unknown[] };

/**
 * The answer before, while the next one is on its way: of the same organisation and about the same
 * thing, so that nobody reads one for the other.
 */
export function keptAnswer(org: string, thing?: string) {
  return <Answer>(before: Answer | undefined, asked?: Kept): Answer | undefined => {
    const [, ofOrg, about] = asked?.queryKey ?? [];
    const isSame = ofOrg === org && (thing === undefined || about === thing);
    return isSame ? before : undefined;
  };
}
