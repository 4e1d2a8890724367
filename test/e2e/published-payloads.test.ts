import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { signatureOf } from '@uplift/simulated-github';
import { temporaryDirectory, type TemporaryDirectory } from '@uplift/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { apiOf, eventually, isJson, itemsOf, listPullRequests, type Json } from './support/api.ts';
import { createToken, killAll, runUplift, serveUplift, type Served } from './support/service.ts';

const SECRET = 'a-secret-of-this-test-alone';
const EVENTS = `pull_request pull_request_review pull_request_review_comment push installation
  installation_repositories repository organization membership team member deployment
  deployment_status release ping`.split(/\s+/);

type Payload = { readonly event: string; readonly guid: string; readonly payload: Json };

/** The payloads of GitHub that the community published: real ones, of several years. */
function publishedPayloads(events: readonly string[]): readonly Payload[] {
  const path = createRequire(import.meta.url).resolve('@octokit/webhooks-examples');
  const catalogue: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const entries = Array.isArray(catalogue) ? catalogue.filter((entry) => isJson(entry)) : [];
  return entries
    .filter(({ name }) => events.includes(String(name)))
    .flatMap(({ name, examples }) => {
      const payloads = Array.isArray(examples) ? examples.filter((item) => isJson(item)) : [];
      return payloads.map((payload, index) => ({
        event: String(name),
        guid: `published-${String(name)}-${index}`,
        payload,
      }));
    });
}

const published = publishedPayloads(EVENTS);
const oldShaped = published.flatMap(({ event, guid, payload }, index) => {
  const { pull_request: pull, repository } = payload;
  if (!isJson(pull) || !isJson(repository) || 'draft' in pull) return [];
  // The examples are all of one pull request: each gets a repository of its own.
  const name = `Old-${index}`;
  const own = { ...repository, id: 77_000 + index, name, full_name: `Codertocat/${name}` };
  return [{ event, guid: `old-${guid}`, payload: { ...payload, repository: own }, pull }];
});

let directory: TemporaryDirectory;
let environment: Record<string, string>;
let served: Served;

beforeAll(async () => {
  directory = await temporaryDirectory();
  environment = { UPLIFT_DATA_DIR: directory.path, GITHUB_WEBHOOK_SECRET: SECRET };
  served = await serveUplift(environment);
});

afterAll(async () => {
  await killAll();
  await directory.remove();
});

async function post({ event, guid, payload }: Payload) {
  const body = JSON.stringify(payload);
  const answer = await fetch(served.webhookUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': guid,
      'x-hub-signature-256': signatureOf(body, SECRET),
    },
    body,
  });
  const told: unknown = await answer.json();
  return { guid, status: answer.status, outcome: isJson(told) ? told['outcome'] : null };
}

async function postAll(payloads: readonly Payload[]) {
  const answers = [];
  for (const payload of payloads) answers.push(await post(payload));
  return answers;
}

const answered = (payloads: readonly Payload[], outcome: string) =>
  payloads.map(({ guid }) => ({ guid, status: 202, outcome }));

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${served.url}/metrics`)).text();
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${name} `));
  return Number(line?.slice(name.length) ?? Number.NaN);
}

/** Waits until nothing is left to work, and tells how many deliveries failed. */
async function failedAfterWork(): Promise<number> {
  await eventually(
    () => metric('uplift_inbox_deliveries{state="pending"}'),
    (pending) => pending === 0,
  );
  return metric('uplift_inbox_deliveries{state="failed"}');
}

async function doctorSays(): Promise<unknown> {
  const { code, stdout } = await runUplift(['doctor', '--json'], environment);
  return { code, ...JSON.parse(stdout) };
}

describe('the payloads that GitHub really sends', () => {
  it('hold examples of every event that is measured', () => {
    expect(new Set(published.map(({ event }) => event))).toEqual(new Set(EVENTS));
    expect(published.length).toBeGreaterThan(100);
  });

  it('are all accepted, known the second time, and worked without a failure', async () => {
    expect(await postAll(published)).toEqual(answered(published, 'accepted'));
    expect(await postAll(published)).toEqual(answered(published, 'duplicate'));

    expect(await failedAfterWork()).toBe(0);
    expect(await doctorSays()).toMatchObject({
      code: 0,
      checks: expect.arrayContaining([
        expect.objectContaining({ id: 'deliveries', status: 'ok', words: 'no delivery failed' }),
        expect.objectContaining({ id: 'inbox', status: 'ok' }),
      ]),
    });
  });

  it('of an unknown event are kept, and nothing comes of them', async () => {
    const unknown = { event: 'quantum_leap', guid: 'unknown-1', payload: { action: 'leapt' } };

    expect(await post(unknown)).toMatchObject({ status: 202, outcome: 'accepted' });
    expect(await post(unknown)).toMatchObject({ status: 202, outcome: 'duplicate' });
    expect(await failedAfterWork()).toBe(0);
  });

  it('tell no drafts where they are so old that they know none', async () => {
    expect(await postAll(oldShaped)).toEqual(answered(oldShaped, 'accepted'));
    expect(await failedAfterWork()).toBe(0);

    const found = (await pullRequests()).filter(({ repository }) =>
      String(repository).startsWith('Codertocat/Old-'),
    );

    expect(oldShaped.length).toBeGreaterThan(3);
    expect(found).toHaveLength(oldShaped.length);
    for (const { draft, openedAt, readyAt } of found) {
      expect({ draft, readyAt }).toEqual({ draft: false, readyAt: openedAt });
      expect(new Date(String(openedAt))).toEqual(
        new Date(String(oldShaped[0]?.pull['created_at'])),
      );
    }
  });
});

async function pullRequests(): Promise<readonly Json[]> {
  const api = apiOf(served.url, await createToken(environment));
  const organizations = itemsOf((await api.get('/organizations')).body);
  const found: Json[] = [];
  for (const { login } of organizations)
    found.push(...(await listPullRequests(api, String(login))));
  return found;
}
