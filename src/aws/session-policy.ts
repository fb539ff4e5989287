/** A session policy that leaves a stand-in nothing but these actions; a role may be passed to AWS Config alone. */
export function sessionPolicy(actions: readonly string[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: actions.map((action) => ({
      Effect: 'Allow',
      Action: action,
      Resource: '*',
      ...(action === 'iam:PassRole'
        ? { Condition: { StringEquals: { 'iam:PassedToService': 'config.amazonaws.com' } } }
        : {}),
    })),
  });
}
