import type { Request, Response } from 'express';
import { Router } from 'express';

import type { Caller } from '../access/caller.ts';
import type { ServerContext } from '../context.ts';
import { nodeFaultOf } from '../faults.ts';
import { GitHubError, notAccessible } from '../http/errors.ts';
import { primaryMessage, rateHeaders, secondaryLimit } from '../limits/limit-requests.ts';
import type { GraphQLAnswer, Question, ReadQuestion } from './answer.ts';
import { answerQuestion, readQuestion } from './answer.ts';
import { createEffort } from './effort.ts';
import { writtenError } from './failure.ts';
import type { Scene } from './scene.ts';
import { organizationView } from './views/organization.ts';
import { standingPullView } from './views/pull-request.ts';
import { repositoryView } from './views/repository.ts';

/** `POST /graphql`: the one address of the GraphQL API. */
export function graphqlRoutes(context: ServerContext): Router {
  const router = Router();
  router.post('/graphql', async (request, response) => {
    response.locals['route'] = 'POST /graphql';
    const caller = knownCaller(context.callers.of(request));
    if (!context.limits.chargeMinute(caller, 'graphql', 1)) throw secondaryLimit();
    const answer = await answerTo(request, response, { context, caller });
    response.set(rateHeaders(context.limits.status(caller, 'graphql')));
    response.set('content-type', 'application/json; charset=utf-8');
    response.send(JSON.stringify(answer));
  });
  return router;
}

/** @throws {GitHubError} 401 without a token, 403 for an App that speaks for itself */
function knownCaller(caller: Caller): Caller {
  if (caller.kind === 'anonymous') {
    throw new GitHubError(401, 'This endpoint requires you to be authenticated.');
  }
  if (caller.kind === 'app') throw notAccessible();
  return caller;
}

type Asking = { readonly context: ServerContext; readonly caller: Caller };

async function answerTo(
  request: Request,
  response: Response,
  asking: Asking,
): Promise<GraphQLAnswer> {
  const question = questionIn(request.body);
  if (question === null) {
    return { errors: [{ message: 'A query attribute must be specified and must be a string.' }] };
  }
  const read = readQuestion(question);
  if (!('document' in read)) return { errors: read.map(writtenError) };
  const refusal = charge(read, asking);
  if (refusal !== null) return refusal;
  const scene = sceneOf(read, response, asking);
  const answer = await answerQuestion(read, scene);
  return scene.effort.isOver() ? cutOff(read, response, asking) : answer;
}

function questionIn(body: unknown): Question | null {
  if (!isRecord(body) || typeof body['query'] !== 'string') return null;
  const { query, variables, operationName } = body;
  return {
    query,
    variables: isRecord(variables) ? variables : {},
    operationName: typeof operationName === 'string' ? operationName : null,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Takes the points of a query; the refusal if there are not so many left: status 200, in the form
 * that is documented, or in the other one that GitHub answers with once all points are gone.
 */
function charge({ price }: ReadQuestion, { context, caller }: Asking): GraphQLAnswer | null {
  const { remaining } = context.limits.status(caller, 'graphql');
  if (remaining === 0) {
    const message = primaryMessage(caller).replace('exceeded', 'already exceeded');
    return { errors: [{ type: 'RATE_LIMIT', code: 'graphql_rate_limit', message }] };
  }
  if (remaining < price.cost) {
    return { errors: [{ type: 'RATE_LIMITED', message: primaryMessage(caller) }] };
  }
  context.limits.charge(caller, 'graphql', price.cost);
  return null;
}

function sceneOf({ price }: ReadQuestion, response: Response, asking: Asking): Scene {
  const { context, caller } = asking;
  return {
    state: context.state,
    caller,
    at: context.state.clock(),
    price,
    rate: context.limits.status(caller, 'graphql'),
    effort: createEffort(context.limits.graphqlQuery),
    nodeFault: nodeFaultOf(response),
    owners: {
      organization: organizationView,
      repository: repositoryView,
      pullRequest: standingPullView,
    },
  };
}

/** 502 for a query that took too long, which costs its points once more. */
function cutOff({ price }: ReadQuestion, response: Response, asking: Asking): GraphQLAnswer {
  asking.context.limits.charge(asking.caller, 'graphql', price.cost);
  response.status(502);
  const id = String(response.getHeader('x-github-request-id') ?? '');
  const message = `Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug. Please include \`${id}\` when reporting this issue.`;
  return { data: null, errors: [{ message }] };
}
