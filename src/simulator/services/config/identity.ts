import { ServiceError } from '../../kernel/contract.js';
import type { Caller, World } from '../../kernel/contract.js';
import { roleByArn } from '../iam/state.js';
import { configPrincipal } from './facts.js';
import { organizationKeysAreAbsent } from './readings.js';
import type { Place } from './state.js';

/** AWS Config itself, acting for an account. */
function configService(world: World, place: Place): Caller {
  return {
    accountId: place.accountId,
    type: 'service',
    service: configPrincipal,
    arn: configPrincipal,
    principalArn: configPrincipal,
    userId: configPrincipal,
    source: {
      accountId: place.accountId,
      arn: sourceArn(world, place),
      ...(organizationKeysAreAbsent(world) ? { withoutOrganization: true } : {}),
    },
  };
}

/**
 * `aws:SourceArn` as the policies of AWS's own pages expect it; what stands after the account is not documented.
 * Source: https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
 */
export function sourceArn(world: World, place: Place): string {
  return `arn:${world.partition}:config:${place.region}:${place.accountId}:*`;
}

/**
 * Does work as the recorder's role and, where the role may not, as the service. The service-linked role has no rights on
 * buckets, so that the service goes at once.
 * Source: https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
 */
export async function asConfig(
  world: World,
  place: Place,
  roleArn: string,
  work: (caller: Caller) => Promise<unknown>,
): Promise<void> {
  const role = roleByArn(world, roleArn);
  if (role !== undefined && role.linkedTo === undefined) {
    try {
      await work({
        accountId: place.accountId,
        type: 'role',
        arn: `arn:${world.partition}:sts::${place.accountId}:assumed-role/${role.name}/AWSConfig-Delivery`,
        principalArn: role.arn,
        userId: `${role.id}:AWSConfig-Delivery`,
      });
      return;
    } catch (error) {
      if (!(error instanceof ServiceError) || !error.code.startsWith('AccessDenied')) throw error;
    }
  }
  await work(configService(world, place));
}
