import type { AccountRef } from '../accounts.ts';
import type { AiMark } from '../timeline/events.ts';
import { classifyAccount, findKnownAccount } from './classify-account.ts';
import { type IdentityPlace, findIdentity } from './commit-identities.ts';
import { trailerMarks } from './text-marks.ts';

/** What a commit says of its making; `null` where the source is silent. */
export type CommitSignature = {
  readonly authorName: string | null;
  readonly authorEmail: string | null;
  readonly committerEmail: string | null;
  readonly message: string;
};

type Signature = { readonly name: string | null; readonly email: string | null };

/**
 * The AI marks of a commit: its author, its committer (a part in it, not authorship), its
 * co-authors and the trailers of its message. Evidence never holds a person's address.
 */
export function commitMarks(commit: CommitSignature): readonly AiMark[] {
  const author = { name: commit.authorName, email: commit.authorEmail };
  const committer = { name: null, email: commit.committerEmail };
  const marks = [
    ...signatureMarks(author, 'author'),
    ...signatureMarks(committer, 'committer'),
    ...coAuthorSignatures(commit.message).flatMap((each) => signatureMarks(each, 'co_author')),
    ...trailerMarks(commit.message),
  ];
  return [...new Map(marks.map((mark) => [`${mark.signal} ${mark.evidence}`, mark])).values()];
}

/**
 * The people named as co-authors in a commit message, by GitHub's private addresses
 * (`ID+login@users.noreply.github.com`, or without the id in old ones). Other addresses do not say
 * whose account it is, and AI tools are no people: both are left out.
 */
export function coAuthors(message: string): readonly AccountRef[] {
  const people = coAuthorSignatures(message)
    .filter((signature) => findIdentity(signature, 'co_author') === null)
    .flatMap((signature) => accountOf(signature.email))
    .filter((ref) => classifyAccount(ref) === 'human');
  return [...new Map(people.map((ref) => [ref.githubId ?? ref.login, ref])).values()];
}

function signatureMarks(signature: Signature, place: IdentityPlace): readonly AiMark[] {
  const signal = place === 'author' ? 'commit_author' : 'commit_co_author';
  const identity = findIdentity(signature, place);
  if (identity !== null) {
    const email = identity.email === undefined ? null : signature.email;
    const evidence = email ?? identity.name?.exec(signature.name ?? '')?.[0] ?? identity.tool;
    return [{ tool: identity.tool, signal, confidence: identity.confidence, evidence }];
  }

  return accountOf(signature.email).flatMap((ref) => {
    const known = findKnownAccount(ref);
    if (known?.kind !== 'ai_agent') return [];
    return [{ tool: known.tool, signal, confidence: known.confidence, evidence: ref.login }];
  });
}

function coAuthorSignatures(message: string): readonly Signature[] {
  const lines = message.matchAll(/^co-authored-by:[ \t]*([^<\r\n]*)<([^>\r\n]+)>/gim);
  return [...lines].map(([, name, email]) => ({
    name: name?.trim() ?? null,
    email: email?.trim() ?? null,
  }));
}

/** The account behind one of GitHub's private addresses, or nothing. */
function accountOf(email: string | null): readonly AccountRef[] {
  const match = /^(?:(\d+)\+)?([^@+\s]+)@users\.noreply\.github\.com$/i.exec(email ?? '');
  const login = match?.[2];
  if (login === undefined) return [];
  const githubId = match?.[1] === undefined ? null : Number(match[1]);
  return [{ githubId, login, type: null }];
}
