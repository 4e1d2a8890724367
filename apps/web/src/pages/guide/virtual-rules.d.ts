declare module 'virtual:rules' {
  type Inline = string | { readonly mark: 'code' | 'em' | 'strong'; readonly text: string };
  type Line = readonly Inline[];
  type Block =
    | { readonly kind: 'text'; readonly text: Line }
    | { readonly kind: 'list'; readonly items: readonly Line[] }
    | {
        readonly kind: 'table';
        readonly head: readonly Line[];
        readonly rows: readonly (readonly Line[])[];
      };
  /** A section of docs/definitions.md. */
  type RuleSection = { readonly title: string; readonly blocks: readonly Block[] };
  /** All of them, in order. */
  export const rules: readonly RuleSection[];
}
