/** How a draw pretends that a tool was taken up. */
export type PretendedDesign = {
  readonly name: string;
  readonly words: string;
  /** Who begins on a day of their own: single developers, everybody of a repository, or a team within one. */
  readonly by: 'developer' | 'repository' | 'team';
  /** Whose middle the days are drawn from: that of the whole history, or of each one's own time in it, which has to be
   * long enough. */
  readonly middleOf: 'history' | 'presence';
};

/** The ways in which a history is dealt out, each with a random half that begins. */
export const pretendedDesigns: readonly PretendedDesign[] = [
  {
    name: 'developers',
    words: 'A random half of the developers begins one by one, in the middle half of the history.',
    by: 'developer',
    middleOf: 'history',
  },
  {
    name: 'own-time',
    words:
      'Of those who stayed for 24 weeks a random half begins, each in the middle half of their own time.',
    by: 'developer',
    middleOf: 'presence',
  },
  {
    name: 'repositories',
    words: 'A random half of the repositories begins, everybody who works most there in one week.',
    by: 'repository',
    middleOf: 'history',
  },
  {
    name: 'teams',
    words:
      'Random teams of about eight within a repository; half of them begins, each in one week.',
    by: 'team',
    middleOf: 'history',
  },
];
