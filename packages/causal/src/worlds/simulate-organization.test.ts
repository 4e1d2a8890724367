import { describe, expect, it } from 'vitest';
import { beforeAfter } from '../estimators/before-after.ts';
import { simulateOrganization } from './simulate-organization.ts';
import type { PullRequestStory } from './story.ts';
import { panelOf } from './testing.ts';

const DAY = 86_400_000;
const endsAt = new Date('2026-11-20T10:00:00Z');
const settings = { developers: 240, weeks: 52, effectPercent: -12, seed: 1, endsAt };
const world = simulateOrganization(settings);
const { story } = world;
const stamp = { dataVersion: '1', computedAt: endsAt };

/** What counts for a person, in the order of the panel. */
const attributed = story.pullRequests.filter(
  ({ assignees, author }) => author.type === 'User' || assignees.length > 0,
);
const firstCommitOf = ({ commits, openedAt }: PullRequestStory) =>
  Math.min(openedAt.getTime(), ...commits.map(({ authoredAt }) => authoredAt.getTime()));
const share = (holds: (pull: PullRequestStory) => boolean, of = story.pullRequests) =>
  of.filter(holds).length / of.length;

describe('a simulated organisation of the default size', () => {
  it('has about 15,000 pull requests in about 24 repositories and teams of 8 to 12', () => {
    expect(story.pullRequests.length).toBeGreaterThan(13_500);
    expect(story.pullRequests.length).toBeLessThan(16_500);
    expect(story.repositories).toHaveLength(24);
    for (const { members } of story.teams) {
      const now = members.filter(({ to }) => to === null || to > '2026-06-01').length;
      expect(now).toBeGreaterThanOrEqual(6);
      expect(now).toBeLessThanOrEqual(14);
    }
  });

  it('numbers pull requests within their repository in the order of opening', () => {
    const last = new Map<number, number>();
    let openedBefore = 0;
    for (const { number, openedAt, repository } of story.pullRequests) {
      expect(number).toBe((last.get(repository.id) ?? 0) + 1);
      expect(openedAt.getTime()).toBeGreaterThanOrEqual(openedBefore);
      last.set(repository.id, number);
      openedBefore = openedAt.getTime();
    }
  });

  it('uses every id once', () => {
    const pulls = story.pullRequests.map(({ id }) => id);
    const reviews = story.pullRequests.flatMap(({ steps }) =>
      steps.flatMap((step) => (step.kind === 'review' ? [step.reviewId] : [])),
    );
    const shas = story.pullRequests.flatMap(({ commits }) => commits.map(({ sha }) => sha));
    const accounts = [...story.people, ...story.bots].map(({ id }) => id);
    const logins = story.people.map(({ login }) => login);
    const kinds: (readonly unknown[])[] = [pulls, reviews, shas, accounts, logins];
    for (const keys of kinds) {
      expect(new Set(keys).size).toBe(keys.length);
    }
    expect(shas[0]).toMatch(/^[0-9a-f]{40}$/);
  });

  it('begins with commits, goes on in order, in whole seconds, and ends with the world', () => {
    for (const pull of story.pullRequests) {
      const times = pull.steps.map(({ at }) => at.getTime());
      const committed = pull.commits.map(({ committedAt }) => committedAt.getTime());
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(committed).toEqual(committed.toSorted((a, b) => a - b));
      expect(committed[0] ?? Infinity).toBeLessThanOrEqual(pull.openedAt.getTime());
      expect(times[0] ?? Infinity).toBeGreaterThanOrEqual(pull.openedAt.getTime());
      const all = [...times, ...committed, firstCommitOf(pull), pull.openedAt.getTime()];
      expect(all.every((time) => time % 1000 === 0 && time <= endsAt.getTime())).toBe(true);
    }
  });

  it('pushes commits that exist, and dismisses reviews that were given', () => {
    for (const { commits, openedAt, steps } of story.pullRequests) {
      const later = commits.filter(({ committedAt }) => committedAt > openedAt);
      const pushed = steps.flatMap((step) => (step.kind === 'synchronize' ? [step.sha] : []));
      expect(pushed).toEqual(later.map(({ sha }) => sha));
      const given = new Set(
        steps.flatMap((step) => (step.kind === 'review' ? [step.reviewId] : [])),
      );
      const dismissed = steps.flatMap((step) =>
        step.kind === 'review_dismissed' ? [step.reviewId] : [],
      );
      expect(dismissed.filter((id) => !given.has(id))).toEqual([]);
    }
  });

  it('ends at most once, and nothing follows the end', () => {
    for (const { steps } of story.pullRequests) {
      const ends = steps.filter(({ kind }) => kind === 'merged');
      expect(ends.length).toBeLessThanOrEqual(1);
      expect(steps.slice(0, -1).some(({ kind }) => kind === 'merged')).toBe(false);
    }
    expect(share(({ steps }) => steps.at(-1)?.kind === 'closed')).toBeGreaterThan(0.02);
    expect(
      share(({ steps }) => !['merged', 'closed'].includes(steps.at(-1)?.kind ?? '')),
    ).toBeGreaterThan(0);
  });

  it('keeps people within their presence', () => {
    const presence = new Map(story.people.map((person) => [person.id, person]));
    const isThere = (id: number, at: Date) => {
      const person = presence.get(id);
      return person === undefined || (at >= person.from && (person.to === null || at < person.to));
    };
    const absent = story.pullRequests.flatMap(({ author, commits, openedAt, steps }) =>
      [
        { actor: author, at: openedAt },
        ...steps,
        ...commits.map(({ author: actor, authoredAt: at }) => ({ actor, at })),
      ].filter(({ actor, at }) => !isThere(actor.id, at)),
    );
    expect(absent).toEqual([]);
    expect(story.people.some(({ to }) => to !== null)).toBe(true);
    expect(story.people.some(({ from }) => from.getTime() > endsAt.getTime() - 300 * DAY)).toBe(
      true,
    );
  });

  it('lets nobody review or approve their own pull request', () => {
    const own = story.pullRequests.filter(({ author, steps }) =>
      steps.some(({ actor, kind }) => kind === 'review' && actor.id === author.id),
    );
    expect(own).toEqual([]);
  });

  it('is quiet at weekends and around the turn of the year', () => {
    const weekend = share(({ openedAt }) => [0, 6].includes(openedAt.getUTCDay()));
    const yearEnd = share(({ openedAt }) =>
      ['2025-12-29', '2025-12-30', '2025-12-31'].includes(openedAt.toISOString().slice(0, 10)),
    );
    expect(weekend).toBeLessThan(0.05);
    expect(yearEnd).toBeLessThan(0.003);
  });

  it('has drafts, agents, dependency updates, reverts, disclosed help and AI reviews', () => {
    const people = story.pullRequests.filter(({ author }) => author.type === 'User');
    const drafts = share(({ draftAtOpening }) => draftAtOpening, people);
    expect(drafts).toBeGreaterThan(0.17);
    expect(drafts).toBeLessThan(0.23);

    const agents = story.pullRequests.filter(({ author }) => author.id === 198_982_749);
    expect(agents.length).toBeGreaterThan(200);
    for (const { assignees, author, draftAtOpening, headRef } of agents) {
      expect([author.login, author.type, draftAtOpening]).toEqual(['Copilot', 'Bot', true]);
      expect(headRef).toMatch(/^copilot\//);
      expect(assignees[0]?.type).toBe('User');
    }
    expect(share(({ author }) => author.login === 'dependabot[bot]')).toBeGreaterThan(0.02);
    expect(share(({ body }) => /^Reverts acme\/[\w-]+#\d+$/.test(body))).toBeGreaterThan(0.01);
    expect(
      share(({ commits }) =>
        commits.some(({ message }) => message.includes('noreply@anthropic.com')),
      ),
    ).toBeGreaterThan(0.01);
    expect(
      share(({ steps }) =>
        steps.some(({ actor, kind }) => kind === 'review' && actor.id === 175_728_472),
      ),
    ).toBeGreaterThan(0.1);
  });

  it('reverts what was merged before in the same repository', () => {
    const merges = new Map<string, Date>();
    for (const { number, repository, steps } of story.pullRequests) {
      const merge = steps.find(({ kind }) => kind === 'merged');
      if (merge !== undefined) merges.set(`${repository.fullName}#${number}`, merge.at);
    }
    for (const { body, headRef, openedAt } of story.pullRequests) {
      const reference = /^Reverts (\S+#(\d+))$/.exec(body);
      if (reference === null) continue;
      expect(merges.get(reference[1] ?? '')?.getTime()).toBeLessThan(openedAt.getTime());
      expect(headRef).toMatch(new RegExp(`^revert-${reference[2]}-`));
    }
  });
});

describe('adoption in a simulated organisation', () => {
  const starts = world.adoptions.flatMap(({ known, on }) => (known && on !== null ? [on] : []));

  it('is staggered over months, leaves some out and hides a few beginnings', () => {
    const months = new Set(starts.map((day) => day.slice(0, 7)));
    const never = world.adoptions.filter(({ on }) => on === null).length;
    const hidden = world.adoptions.filter(({ known }) => !known).length;

    expect(months.size).toBeGreaterThanOrEqual(5);
    expect(never / 240).toBeGreaterThan(0.2);
    expect(never / 240).toBeLessThan(0.4);
    expect(hidden).toBeGreaterThan(2);
    expect(hidden / 240).toBeLessThan(0.1);
  });

  it('shows in the use reports on exactly the day it began, by 4 active days in 28', () => {
    // given
    const days = new Map<number, number[]>();
    for (const { day, id } of story.usage) {
      days.set(id, [...(days.get(id) ?? []), Date.parse(day) / DAY]);
    }
    const startOf = (id: number) => {
      const active = days.get(id) ?? [];
      const from = active.find(
        (day) => active.filter((other) => other >= day && other < day + 28).length >= 4,
      );
      return from === undefined ? null : new Date(from * DAY).toISOString().slice(0, 10);
    };

    // when, then
    const known = world.adoptions.filter((adoption) => adoption.known);
    expect(known.map(({ id }) => startOf(id))).toEqual(known.map(({ on }) => on));
  });

  it('has a seat for every adopter, granted before the use', () => {
    const seats = new Map(story.seats.map(({ grantedAt, id }) => [id, grantedAt.toISOString()]));
    const late = world.adoptions.filter(
      ({ id, on }) => on !== null && (seats.get(id) ?? '9').slice(0, 10) > on,
    );
    expect(late).toEqual([]);
    expect(seats.size).toBeGreaterThan(world.adoptions.filter(({ on }) => on !== null).length);
  });

  it('reports use only on whole days of the last 46 weeks, each with something counted', () => {
    const first = new Date(Date.parse('2026-11-20') - 322 * DAY).toISOString().slice(0, 10);
    for (const { counters, day } of story.usage) {
      expect(day >= first && day < '2026-11-20').toBe(true);
      expect(Object.values(counters).some((count) => count > 0)).toBe(true);
    }
  });
});

describe('the truth of a simulated organisation', () => {
  it('holds for work that adopters leave to an agent as for their own', () => {
    // given
    const starts = new Map(world.adoptions.map(({ id, on }) => [id, on ?? '9']));
    const after = panelOf(world, { asOf: endsAt, measure: 'cycle_time', seed: 1, draws: 99 })
      .pullRequests.map((row, index) => ({ row, pull: attributed[index] }))
      .filter(({ row: { developerId, openedAt } }) => {
        return openedAt.toISOString().slice(0, 10) >= (starts.get(developerId) ?? '9');
      });
    const geometricMean = (agent: boolean) => {
      const logs = after
        .filter(
          ({ pull }) =>
            (pull?.author.type === 'Bot') === agent && !(pull?.title ?? '').startsWith('Revert '),
        )
        .flatMap(({ row }) =>
          row.cycleTimeSeconds === null ? [] : [Math.log(row.cycleTimeSeconds)],
        );
      return Math.exp(logs.reduce((a, b) => a + b, 0) / logs.length);
    };

    // then: about 400 of the agent with a spread of 1.1 give 5 %
    expect(geometricMean(true) / geometricMean(false)).toBeGreaterThan(0.9);
    expect(geometricMean(true) / geometricMean(false)).toBeLessThan(1.11);
  });

  it('is found by the before/after where nothing drifts', () => {
    const still = simulateOrganization({ ...settings, driftPercent: 0, seed: 2 });
    const panel = panelOf(still, { asOf: endsAt, measure: 'cycle_time', seed: 1, draws: 199 });
    const { interval, percent } = beforeAfter(panel, stamp).effect;

    expect(still.truth).toEqual({ percent: -12 });
    expect(Math.abs((percent ?? 0) + 12)).toBeLessThan(5);
    expect(interval?.[0]).toBeLessThan(-12);
    expect(interval?.[1]).toBeGreaterThan(-12);
  });

  it('is missed by the before/after where everybody drifts', () => {
    const drifting = simulateOrganization({ ...settings, effectPercent: 0, driftPercent: -30 });
    const panel = panelOf(drifting, { asOf: endsAt, measure: 'cycle_time', seed: 1, draws: 199 });

    expect(beforeAfter(panel, stamp).effect.interval?.[1]).toBeLessThan(-5);
  });
});

describe('simulateOrganization', () => {
  it('tells the same of the same settings and another story of another seed', () => {
    const small = { ...settings, developers: 12, weeks: 16 };
    const once = JSON.stringify(simulateOrganization(small));

    expect(JSON.stringify(simulateOrganization(small))).toBe(once);
    expect(JSON.stringify(simulateOrganization({ ...small, seed: 2 }))).not.toBe(once);
  });

  it.each([
    { developers: 0 },
    { developers: 1.5 },
    { weeks: 11 },
    { effectPercent: -100 },
    { driftPercent: -100 },
    { driftPercent: NaN },
  ])('refuses %j', (fault) => {
    expect(() => simulateOrganization({ ...settings, ...fault })).toThrow(RangeError);
  });
});
