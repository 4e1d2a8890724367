import { describe, expect, test } from 'vitest';

import {
  aCommit,
  agent,
  anAgentStart,
  author,
  bot,
  reviewer,
  secondReviewer,
} from '../testing/events.ts';
import type { AiMark } from '../timeline/events.ts';
import { type AuthorshipSource, gradeAuthorship, responsiblePerson } from './grade-authorship.ts';

function aSource(given: Partial<AuthorshipSource> = {}): AuthorshipSource {
  return { author, assignees: [], commits: [], agentWork: [], marks: [], ...given };
}

function aMark(given: Partial<AiMark> = {}): AiMark {
  return {
    tool: 'claude-code',
    signal: 'commit_author',
    confidence: 'high',
    evidence: 'noreply@anthropic.com',
    ...given,
  };
}

const editorTrailer = aMark({
  tool: 'copilot-vscode-trailer',
  signal: 'commit_co_author',
  confidence: 'low',
  evidence: 'copilot@github.com',
});

const gradeOf = (given: Partial<AuthorshipSource>) => gradeAuthorship(aSource(given)).authorship;

describe('the grade', () => {
  test('is unmarked where nothing is disclosed', () => {
    expect(gradeAuthorship(aSource({ commits: [aCommit(0)] }))).toEqual({
      authorship: 'unmarked',
      evidence: [],
    });
  });

  test('is bot where another automation opened it', () => {
    expect(gradeOf({ author: bot, marks: [aMark()] })).toBe('bot');
  });

  test('is agent where an AI agent opened it, with its account as evidence', () => {
    expect(gradeAuthorship(aSource({ author: agent }))).toEqual({
      authorship: 'agent',
      evidence: [
        {
          tool: 'copilot-cloud-agent',
          signal: 'author_account',
          confidence: 'high',
          evidence: 'copilot-swe-agent[bot]',
        },
      ],
    });
  });

  test('is agent where more than half of the commits are an agent’s, assisted at half', () => {
    const mine = aCommit(0, { sha: 'a' });
    const byAccount = aCommit(1, { sha: 'b', actor: agent });
    const byMark = aCommit(2, { sha: 'c', marks: [aMark()] });

    expect(gradeOf({ commits: [mine, byMark] })).toBe('assisted');
    const { authorship, evidence } = gradeAuthorship(
      aSource({ commits: [mine, byAccount, byMark] }),
    );
    expect(authorship).toBe('agent');
    expect(evidence).toContainEqual({
      tool: 'claude-code',
      signal: 'commit_majority',
      confidence: 'high',
      evidence: '2 of 3 commits',
    });
  });

  test('is not agent by marks of less confidence or in another place', () => {
    const commits = [aMark({ confidence: 'medium' }), aMark({ signal: 'commit_co_author' })].map(
      (mark, index) => aCommit(index, { marks: [mark] }),
    );

    expect(gradeOf({ commits })).toBe('assisted');
  });

  test.each([
    ['a body mark', aMark({ signal: 'body_mark' }), 'assisted'],
    ['a branch of medium confidence', branch('medium'), 'assisted'],
    ['a branch of low confidence', branch('low'), 'unmarked'],
    ['an applied suggestion', aMark({ tool: 'copilot-assist', confidence: 'low' }), 'assisted'],
    ['the editor’s own trailer', editorTrailer, 'unmarked'],
  ])('by %s alone', (_, mark, grade) => {
    expect(gradeOf({ marks: [mark] })).toBe(grade);
  });

  test('keeps what did not suffice as evidence, once', () => {
    const { authorship, evidence } = gradeAuthorship(
      aSource({ marks: [editorTrailer, { ...editorTrailer }] }),
    );

    expect(authorship).toBe('unmarked');
    expect(evidence).toEqual([editorTrailer]);
  });

  test('is assisted where an agent worked on a person’s pull request', () => {
    expect(gradeOf({ agentWork: [anAgentStart(1)] })).toBe('assisted');
  });
});

describe('the responsible person', () => {
  const responsible = (given: Partial<AuthorshipSource>) =>
    responsiblePerson(aSource(given))?.id ?? null;
  const commit = aCommit(0, { actor: agent, coAuthors: [agent, secondReviewer] });
  const agentWork = [anAgentStart(1, author)];

  test('is the author where that is a person', () => {
    expect(responsible({ assignees: [reviewer] })).toBe(author.id);
  });

  test('is the assignee of an agent’s, else the co-author, else who asked for it', () => {
    const assignees = [agent, reviewer];

    expect(responsible({ author: agent, assignees, commits: [commit], agentWork })).toBe(2);
    expect(responsible({ author: agent, commits: [commit], agentWork })).toBe(3);
    expect(responsible({ author: agent, commits: [aCommit(0)] })).toBe(author.id);
    expect(responsible({ author: agent, agentWork })).toBe(author.id);
  });

  test('is nobody for a bot, a deleted author, or an agent of whom nothing is known', () => {
    expect(responsible({ author: bot, assignees: [reviewer] })).toBeNull();
    expect(responsible({ author: null, assignees: [reviewer] })).toBeNull();
    expect(responsible({ author: agent, agentWork: [anAgentStart(1, null)] })).toBeNull();
  });
});

function branch(confidence: AiMark['confidence']): AiMark {
  return aMark({ signal: 'branch_prefix', confidence, evidence: 'codex/' });
}
