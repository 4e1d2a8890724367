/** What kind of account acts: a person, an automation, or an AI agent. */
export const accountKinds = ['human', 'bot', 'ai_agent'] as const;
export type AccountKind = (typeof accountKinds)[number];

/**
 * An account as a source names it. GitHub's numeric id is the key wherever it is known; a history
 * file may know the login alone.
 */
export type AccountRef = {
  readonly githubId: number | null;
  readonly login: string;
  /** GitHub's own word: `User`, `Bot`, `Organization`, `Mannequin`; null where the source is silent. */
  readonly type: string | null;
};

/** An account as Uplift knows it: one per person and organisation, whatever login it wore. */
export type Actor = {
  readonly id: number;
  readonly login: string;
  readonly kind: AccountKind;
};
