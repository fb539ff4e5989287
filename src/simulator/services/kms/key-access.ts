import { ServiceError } from '../../kernel/contract.js';
import type { Access, Call, Shape } from '../../kernel/contract.js';
import { requiredText, text } from '../../kernel/input.js';
import { findKey, kmsState } from './state.js';
import type { Key } from './state.js';

/** What an action on the key of the request needs: of the caller's own policies, and always of the key's. */
export function keyAccess(action: string, member = 'KeyId'): (input: Shape, call: Call) => readonly Access[] {
  return (input, call) => {
    const reference = text(input, member) ?? '*';
    const key = findKey(call.world, reference, call.caller.accountId, call.region);
    if (key === undefined)
      return [
        { action, resource: reference.startsWith('arn:') ? reference : kmsArn(call, `key/${reference}`) },
      ];
    return [
      {
        action,
        resource: key.arn,
        ownerAccountId: key.arn.split(':')[4] ?? '',
        resourcePolicy: key.policy,
        context: { ...viaService(call), 'kms:ResourceAliases': aliasesOf(key, call) },
      },
    ];
  };
}

/** The service that uses the key for the caller: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html */
function viaService({ caller, region }: Call): Readonly<Record<string, string>> {
  const [name, ...domain] = caller.calledVia?.at(-1)?.split('.') ?? [];
  return name === undefined ? {} : { 'kms:ViaService': [name, region, ...domain].join('.') };
}

/** Every alias that the key has: https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html */
function aliasesOf({ id, arn }: Key, { world }: Call): readonly string[] {
  const [, , , region = '', accountId = ''] = arn.split(':');
  return Object.entries(kmsState(world, accountId, region).aliases).flatMap(([name, { keyId }]) =>
    keyId === id ? [name] : [],
  );
}

/** An ARN in the Region and account of the call. */
export function kmsArn(call: Call, resource: string): string {
  return `arn:${call.world.partition}:kms:${call.region}:${call.caller.accountId}:${resource}`;
}

/**
 * The key of the request.
 * @throws ServiceError NotFoundException
 */
export function openKey(input: Shape, call: Call, member = 'KeyId'): Key {
  const reference = requiredText(input, member);
  const key = findKey(call.world, reference, call.caller.accountId, call.region);
  if (key !== undefined) return key;
  const what = reference.includes('alias/')
    ? `Alias ${aliasArn(call, reference)} is not found.`
    : `Key '${keyArn(call, reference)}' does not exist`;
  throw new ServiceError('NotFoundException', what);
}

/**
 * The key of the request, which has to be in use still.
 * @throws ServiceError NotFoundException, KMSInvalidStateException
 */
export function openLivingKey(input: Shape, call: Call, member = 'KeyId'): Key {
  const key = openKey(input, call, member);
  if (key.deletionDate !== undefined)
    throw new ServiceError('KMSInvalidStateException', `${key.arn} is pending deletion.`);
  return key;
}

function aliasArn(call: Call, reference: string): string {
  return reference.startsWith('arn:') ? reference : kmsArn(call, reference);
}

function keyArn(call: Call, reference: string): string {
  return reference.startsWith('arn:') ? reference : kmsArn(call, `key/${reference}`);
}
