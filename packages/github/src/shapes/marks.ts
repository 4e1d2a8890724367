import type { AccountRef, AiMark } from '@uplift/metrics';

import { knownAccount } from './account.ts';
import { cutText, storableText } from './text.ts';

const maxEvidence = 200;
const maxMarks = 50;
const maxCoAuthors = 50;

/** The marks as every store takes them: a pattern may cut evidence in the middle of a character. */
export function storableMarks(marks: readonly AiMark[]): readonly AiMark[] {
  return marks.slice(0, maxMarks).map((mark) => {
    const evidence = cutText(storableText(mark.evidence), maxEvidence);
    return { ...mark, evidence };
  });
}

/** The accounts that could be GitHub's: anybody may write anything into a commit message. */
export function plausibleAccounts(accounts: readonly AccountRef[]): readonly AccountRef[] {
  return accounts
    .filter(({ githubId, login }) => knownAccount.safeParse({ id: githubId, login }).success)
    .slice(0, maxCoAuthors);
}
