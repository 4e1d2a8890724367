import type { Delivery } from '../../deliveries/sign.ts';
import type { Answer } from '../../send.ts';

/** One attempt to deliver, with all that GitHub keeps of it. */
export type HookAttempt = {
  readonly id: number;
  readonly appId: number;
  readonly url: string;
  readonly delivery: Delivery;
  /** The story's instant of the attempt. */
  readonly at: Date;
  readonly throttledAt: Date | null;
  readonly isRedelivery: boolean;
  readonly durationSeconds: number;
  readonly answer: Answer;
};

/** The attempts of the last days. */
export type HookLog = {
  readonly add: (attempt: Omit<HookAttempt, 'id'>) => void;
  /** Those that are not forgotten yet, newest first. */
  readonly attempts: (appId: number) => readonly HookAttempt[];
  readonly find: (appId: number, id: number) => HookAttempt | null;
};

/** What a log depends on. */
export type HookLogDeps = {
  /** The story's time. */
  readonly clock: () => Date;
  readonly retentionDays: number;
};

const FIRST_ID = 21_000_000_000;

const DAY_MS = 86_400_000;

/** An empty log that forgets attempts when they are older than its days. */
export function createHookLog({ clock, retentionDays }: HookLogDeps): HookLog {
  let kept: HookAttempt[] = [];
  let lastId = FIRST_ID;
  const isKept = ({ at }: Pick<HookAttempt, 'at'>): boolean =>
    at.getTime() >= clock().getTime() - retentionDays * DAY_MS;
  const attempts = (appId: number): readonly HookAttempt[] =>
    kept.filter((one) => one.appId === appId && isKept(one)).toReversed();
  return {
    attempts,
    add: (attempt) => {
      lastId += 1;
      if (isKept(attempt)) kept.push({ ...attempt, id: lastId });
      const [oldest] = kept;
      if (oldest !== undefined && !isKept(oldest)) kept = kept.filter(isKept);
    },
    find: (appId, id) =>
      kept.find((one) => one.id === id && one.appId === appId && isKept(one)) ?? null,
  };
}
