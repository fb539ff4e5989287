/** What goes under `organization.callers`, and how sure it is. */
export interface CallerPattern {
  readonly arn: string;
  /** What a person should know of it; missing where it is exact. */
  readonly note?: string | undefined;
}

/**
 * The ARN pattern of who calls.
 *
 * @param arn what `sts:GetCallerIdentity` answers: for a role it holds no path.
 * @param roleArn the role's own ARN, where IAM may be asked for it.
 * @returns `undefined` for who can't be trusted by name: the root user, a federated user.
 */
export function callerPattern(arn: string, roleArn: string | undefined): CallerPattern | undefined {
  const [, partition = '', , , account = '', ...rest] = arn.split(':');
  const [kind, ...parts] = rest.join(':').split('/');
  if (kind === 'user') return { arn };
  if (kind !== 'assumed-role') return undefined;
  if (roleArn !== undefined) return { arn: roleArn };
  const name = parts[0] ?? '';
  // https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
  if (name.startsWith('AWSReservedSSO_'))
    return { arn: `arn:${partition}:iam::${account}:role/aws-reserved/sso.amazonaws.com/*${name}` };
  return {
    arn: `arn:${partition}:iam::${account}:role/${name}`,
    note: 'If the role has a path, write it before the name: it does not show in a session, and IAM could not be asked.',
  };
}
