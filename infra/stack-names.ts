// Names of the stacks in CloudFormation. It imports nothing, so that local/ can read it without loading the CDK.

export const STACK_NAMES = {
  feed: 'SubpointFeed',
  page: 'SubpointPage',
  operations: 'SubpointOperations',
} as const;
