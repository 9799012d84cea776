// Names of the stacks in CloudFormation. It imports nothing, so that local/ can read it without loading the CDK.

/**
 * The stacks of a stage. The names of the default stage have no suffix: they are those of the first deployments, which
 * are updated and not replaced.
 */
export function stackNames(stage?: string) {
  const suffix = stage ? `-${stage}` : '';
  return {
    archive: `SubpointArchive${suffix}`,
    feed: `SubpointFeed${suffix}`,
    page: `SubpointPage${suffix}`,
    operations: `SubpointOperations${suffix}`,
  } as const;
}
