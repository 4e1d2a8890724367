import { findAdoptionSources, type StoredQuestion, type Transaction } from '@uplift/db';

/** Where dates of adoption come from. */
export type Source = StoredQuestion['source'];

const bestFirst = ['usage', 'seat', 'import', 'disclosed'] as const satisfies readonly Source[];

/** What a date of adoption is asked by. */
export type SourceAsked = { readonly tool: string; readonly source?: Source | undefined };

/** The source asked for, else the first that dates anybody; null if that one dates nobody. */
export async function knownSourceOf(tx: Transaction, asked: SourceAsked): Promise<Source | null> {
  const found = await findAdoptionSources(tx, asked.tool);
  const wanted = asked.source === undefined ? bestFirst : [asked.source];
  return wanted.find((source) => found.some((row) => row.source === source)) ?? null;
}
