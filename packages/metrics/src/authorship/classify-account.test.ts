import { expect, test } from 'vitest';

import { classifyAccount, findKnownAccount } from './classify-account.ts';

test.each([
  ['an agent under its display name', 198982749, 'Copilot', 'Bot', 'ai_agent'],
  ['an agent whose login is new', 198982749, 'renamed', 'User', 'ai_agent'],
  ['an agent by login alone', null, 'copilot-swe-agent[bot]', null, 'ai_agent'],
  ['an agent as GraphQL names it', null, 'copilot-swe-agent', 'Bot', 'ai_agent'],
  ['a display name of a bot without an id', null, 'Claude', 'Bot', 'ai_agent'],
  ['Copilot by name alone, a login that no person can have', null, 'Copilot', null, 'ai_agent'],
  ['Copilot as a reviewer', 175728472, 'Copilot', 'Bot', 'ai_agent'],
  ['an AI reviewer', null, 'sourcery-ai[bot]', 'Bot', 'ai_agent'],
  ['an AI reviewer in capitals', null, 'CodeRabbitAI[bot]', null, 'ai_agent'],
  ['an agent with a user account', 244629292, 'kiro-agent', 'User', 'ai_agent'],
  ['an agent of unknown id', 77, 'openhands-agent', 'User', 'ai_agent'],
  ['a known bot', 49699333, 'dependabot[bot]', 'Bot', 'bot'],
  ['an unknown bot by its type', 78, 'builder', 'Bot', 'bot'],
  ['an unknown bot by its login', null, 'builder[bot]', null, 'bot'],
  ['the person called claude', 81847, 'claude', 'User', 'human'],
  ['a person called Codex, of whom nothing is known', null, 'Codex', null, 'human'],
  ['a person who took an agent’s login', 79, 'kiro-agent', 'User', 'human'],
  ['a person', 80, 'ada', 'User', 'human'],
] as const)('%s', (...[, githubId, login, type, kind]) => {
  expect(classifyAccount({ githubId, login, type })).toBe(kind);
});

test('an id of the table beats the login of another row', () => {
  const ref = { githubId: 175728472, login: 'Copilot', type: 'Bot' };

  expect(findKnownAccount(ref)?.tool).toBe('copilot-code-review');
});
