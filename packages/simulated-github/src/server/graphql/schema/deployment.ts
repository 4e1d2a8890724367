/** Deployments, which are found by their global id, and what was said of each. */
export const deploymentTypes = `
enum DeploymentStatusState { ERROR FAILURE INACTIVE IN_PROGRESS PENDING QUEUED SUCCESS WAITING }

type DeploymentStatus implements Node {
  createdAt: DateTime!
  environment: String
  id: ID!
  state: DeploymentStatusState!
  updatedAt: DateTime!
}

type DeploymentStatusConnection {
  nodes: [DeploymentStatus]
  pageInfo: PageInfo!
  totalCount: Int!
}

type Deployment implements Node {
  commitOid: String!
  createdAt: DateTime!
  databaseId: Int
  environment: String
  id: ID!
  latestStatus: DeploymentStatus
  originalEnvironment: String
  statuses(after: String, before: String, first: Int, last: Int): DeploymentStatusConnection
  task: String
  updatedAt: DateTime!
}
`;
