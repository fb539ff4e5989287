import { GetRoleCommand, type IAMClient } from '@aws-sdk/client-iam';
import { isAws, isDenied } from './errors.js';

/** The ARN of the role that a session is of, with its path; `undefined` where it is none, or IAM may not be asked. */
export async function roleOf(sessionArn: string, client: IAMClient): Promise<string | undefined> {
  const RoleName = /:assumed-role\/([^/]+)\//.exec(sessionArn)?.[1];
  if (RoleName === undefined) return undefined;
  try {
    return (await client.send(new GetRoleCommand({ RoleName }))).Role?.Arn;
  } catch (error) {
    if (isDenied(error) || isAws(error, 'NoSuchEntityException', 'NoSuchEntity')) return undefined;
    throw error;
  }
}
