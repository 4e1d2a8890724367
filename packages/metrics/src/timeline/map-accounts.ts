import type { PullRequestAttributes, TimelineEvent } from './events.ts';

/** The event with every account in it replaced; everything else is kept as it is. */
export function mapAccounts<From, To>(
  event: TimelineEvent<From>,
  replace: (account: From) => To,
): TimelineEvent<To> {
  if (event.kind === 'snapshot') {
    return { ...event, attributes: mapAttributes(event.attributes, replace) };
  }

  const actor = event.actor === null ? null : replace(event.actor);
  if (event.kind === 'commit') {
    return { ...event, actor, coAuthors: event.coAuthors.map((account) => replace(account)) };
  }
  if (event.kind === 'review_requested') {
    return { ...event, actor, reviewer: replace(event.reviewer) };
  }
  return { ...event, actor };
}

/** Every account an event names, in the order of its fields, repeated where it is named again. */
export function accountsOf<Account>(event: TimelineEvent<Account>): readonly Account[] {
  const accounts: Account[] = [];
  mapAccounts(event, (account) => accounts.push(account));
  return accounts;
}

function mapAttributes<From, To>(
  attributes: PullRequestAttributes<From>,
  replace: (account: From) => To,
): PullRequestAttributes<To> {
  const { author, assignees, mergedBy, ...plain } = attributes;
  return {
    ...plain,
    ...(author !== undefined && { author: author === null ? null : replace(author) }),
    ...(assignees !== undefined && { assignees: assignees.map((account) => replace(account)) }),
    ...(mergedBy !== undefined && { mergedBy: mergedBy === null ? null : replace(mergedBy) }),
  };
}
