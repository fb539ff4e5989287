import { ServiceError } from '../../kernel/contract.js';
import type { Access, Call, Shape } from '../../kernel/contract.js';
import { requiredText, text } from '../../kernel/input.js';
import { secretOfArn, secretsIn } from './state.js';
import type { Secret } from './state.js';

/**
 * The secret that a request names by ARN, by the ARN without its last seven characters, or, in its own account and Region, by
 * name. API model, SecretIdType.
 */
export function findSecret(call: Call, id: string): Secret | undefined {
  const own = secretsIn(call.world, { accountId: call.caller.accountId, region: call.region });
  if (!id.startsWith('arn:')) return own[id];
  const [, , , region = '', accountId = '', , ...name] = id.split(':');
  return secretOfArn(call.world, id) ?? secretsIn(call.world, { accountId, region })[name.join(':')];
}

/**
 * The secret that a request names.
 * @throws ServiceError ResourceNotFoundException
 */
export function openSecret(input: Shape, call: Call): Secret {
  const secret = findSecret(call, requiredText(input, 'SecretId'));
  if (secret !== undefined) return secret;
  throw new ServiceError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
}

/**
 * The secret that a request names, which must not be marked for deletion.
 * @throws ServiceError ResourceNotFoundException, InvalidRequestException
 */
export function openLivingSecret(input: Shape, call: Call): Secret {
  const secret = openSecret(input, call);
  if (secret.deletionAt !== undefined) {
    throw new ServiceError(
      'InvalidRequestException',
      "You can't perform this operation on the secret because it was marked for deletion.",
    );
  }
  return secret;
}

/** What an action on the secret of the request needs: of the caller's policies or the secret's, and of both across accounts. */
export function secretAccess(action: string): (input: Shape, call: Call) => readonly Access[] {
  return (input, call) => {
    const id = text(input, 'SecretId') ?? '*';
    const secret = findSecret(call, id);
    if (secret === undefined) return [{ action, resource: unknownArn(call, id) }];
    return [
      {
        action,
        resource: secret.arn,
        context: { 'secretsmanager:SecretId': secret.arn, ...tagKeys(secret.tags) },
        ownerAccountId: secret.arn.split(':')[4] ?? '',
        ...(secret.policy === undefined ? {} : { resourcePolicy: secret.policy }),
      },
    ];
  };
}

/** Conditions on the tags of a resource: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html */
function tagKeys(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tags).flatMap(([key, value]) => [
      [`aws:ResourceTag/${key}`, value],
      [`secretsmanager:ResourceTag/${key}`, value],
    ]),
  );
}

/** A name that nothing has: policies see it with a suffix that can't be known. */
function unknownArn(call: Call, id: string): string {
  return id.startsWith('arn:')
    ? id
    : `arn:${call.world.partition}:secretsmanager:${call.region}:${call.caller.accountId}:secret:${id}`;
}
