import { buildSchema } from 'graphql';

import { deploymentTypes } from './deployment.ts';
import { pullRequestTypes } from './pull-request.ts';
import { rootTypes } from './root.ts';
import { timelineTypes } from './timeline.ts';

/** The part of GitHub's public GraphQL schema that this GitHub answers. */
export const schema = buildSchema(
  `${rootTypes}${pullRequestTypes}${timelineTypes}${deploymentTypes}`,
);
