import { describe, expect, test } from 'vitest';

import { coAuthors, commitMarks } from './commit-marks.ts';
import { bodyMarks, branchMarks } from './text-marks.ts';

function marksOf(commit: Partial<Parameters<typeof commitMarks>[0]>) {
  const marks = commitMarks({
    authorName: 'Ada',
    authorEmail: 'ada@example.com',
    committerEmail: 'noreply@github.com',
    message: 'Add a cache',
    ...commit,
  });
  return marks.map(({ tool, signal, confidence }) => [tool, signal, confidence]);
}

const trailer = (name: string, email: string) => `Add\n\nCo-authored-by: ${name} <${email}>`;

describe('a commit', () => {
  test('of a person has no marks', () => {
    expect(marksOf({})).toEqual([]);
  });

  test.each([
    ['198982749+Copilot@users.noreply.github.com', 'copilot-cloud-agent', 'high'],
    ['noreply@anthropic.com', 'claude-code', 'high'],
    ['209825114+claude[bot]@users.noreply.github.com', 'claude-app', 'high'],
    ['devin-ai-integration[bot]@users.noreply.github.com', 'devin', 'high'],
    ['136622811+coderabbitai[bot]@users.noreply.github.com', 'coderabbit', 'high'],
    ['agent@cursor.com', 'cursor', 'medium'],
    ['gemini@google.com', 'gemini', 'low'],
  ])('authored from %s is marked', (authorEmail, tool, confidence) => {
    expect(marksOf({ authorEmail })).toEqual([[tool, 'commit_author', confidence]]);
  });

  test('authored from an address that stands for a tool only as co-author is not marked', () => {
    expect(marksOf({ authorEmail: 'copilot@github.com' })).toEqual([]);
  });

  test('committed by a tool is marked as its part, not as its work', () => {
    expect(marksOf({ committerEmail: 'noreply@anthropic.com' })).toEqual([
      ['claude-code', 'commit_co_author', 'high'],
    ]);
  });

  test.each([
    ['Copilot', '175728472+Copilot@users.noreply.github.com', 'copilot-assist', 'low'],
    ['Copilot', '223556219+Copilot@users.noreply.github.com', 'copilot-cli', 'medium'],
    ['Copilot', 'copilot@github.com', 'copilot-vscode-trailer', 'low'],
    ['Claude Opus', 'NoReply@Anthropic.com', 'claude-code', 'high'],
    ['Codex (gpt)', 'noreply@openai.com', 'codex', 'medium'],
  ])('co-authored by %s <%s> is marked', (...[name, email, tool, confidence]) => {
    const expected = [[tool, 'commit_co_author', confidence]];

    expect(marksOf({ message: trailer(name, email) })).toEqual(expected);
  });

  test('co-authored by another sender of a shared address is not marked', () => {
    expect(marksOf({ message: trailer('Newsletter', 'noreply@openai.com') })).toEqual([]);
  });

  test('written with a tool that signs behind the name is marked without the name', () => {
    const [mark] = commitMarks({
      authorName: 'Ada Example (aider)',
      authorEmail: 'ada@example.com',
      committerEmail: null,
      message: 'x',
    });

    expect(mark).toMatchObject({ tool: 'aider', signal: 'commit_author', evidence: '(aider)' });
  });

  test.each([
    ['Agent-Logs-Url: https://github.com/acme/api/sessions/1-a', 'copilot-cloud-agent', 'high'],
    ['Claude-Session: https://claude.ai/code/session_01', 'claude-code', 'high'],
    ['Made-with: Cursor', 'cursor', 'high'],
    ['aider: fix', 'aider', 'medium'],
    ['Assisted-by: a tool', 'any', 'low'],
  ])('with the line "%s" is marked', (line, tool, confidence) => {
    expect(marksOf({ message: `Add\n\n${line}` })).toEqual([[tool, 'commit_trailer', confidence]]);
    expect(marksOf({ message: `See ${line.slice(0, 3)}` })).toEqual([]);
  });
});

test('co-authors are the people with one of GitHub’s private addresses, each once', () => {
  const message = [
    'Add',
    '',
    'Co-authored-by: Bob <42+bob@users.noreply.github.com>',
    'co-authored-by: Bob B. <42+bob@users.noreply.github.com>',
    'Co-authored-by: Cyd <cyd@users.noreply.github.com>',
    'Co-authored-by: Dee <dee@example.com>',
    'Co-authored-by: Copilot <223556219+Copilot@users.noreply.github.com>',
    'Co-authored-by: dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>',
  ].join('\r\n');

  expect(coAuthors(message)).toEqual([
    { githubId: 42, login: 'bob', type: null },
    { githubId: null, login: 'cyd', type: null },
  ]);
});

test('a body is marked by what tools leave in it', () => {
  expect(bodyMarks('Adds a cache.\n\n🤖 Generated with [Claude Code](https://claude.ai)')).toEqual([
    {
      tool: 'claude-code',
      signal: 'body_mark',
      confidence: 'high',
      evidence: 'Generated with [Claude Code',
    },
  ]);
  expect(bodyMarks('see https://chatgpt.com/codex/tasks/1')[0]?.tool).toBe('codex-cloud');
  expect(bodyMarks('Talks about Claude Code')).toEqual([]);
  expect(bodyMarks(null)).toEqual([]);
});

test('a branch is marked by its prefix', () => {
  expect(branchMarks('copilot/fix-1')[0]).toMatchObject({ confidence: 'high' });
  expect(branchMarks('codex/fix-1')[0]).toMatchObject({ confidence: 'medium' });
  expect(branchMarks('feature/copilot/fix')).toEqual([]);
  expect(branchMarks(null)).toEqual([]);
});
