import { ServiceError } from '../../kernel/contract.js';
import type { Access, Call, Operation, Shape } from '../../kernel/contract.js';
import { requiredText, text } from '../../kernel/input.js';
import { keyAccess, kmsArn, openLivingKey } from './key-access.js';
import { kmsState } from './state.js';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html */
export const createAlias: Operation = {
  service: 'kms',
  name: 'CreateAlias',
  mutating: true,
  access: aliasAccess('kms:CreateAlias', 'TargetKeyId'),
  handle(input, call) {
    const name = checkAliasName(requiredText(input, 'AliasName'));
    const key = openLivingKey(input, call, 'TargetKeyId');
    const { aliases } = kmsState(call.world, call.caller.accountId, call.region);
    if (aliases[name] !== undefined) {
      throw new ServiceError(
        'AlreadyExistsException',
        `An alias with the name ${kmsArn(call, name)} already exists`,
      );
    }
    aliases[name] = { keyId: key.id, createdAt: call.world.clock.now() };
    return {};
  },
};

/** Both the alias and the key it stands for. */
export function aliasAccess(
  action: string,
  keyMember: string,
): (input: Shape, call: Call) => readonly Access[] {
  return (input, call) => [
    { action, resource: kmsArn(call, text(input, 'AliasName') ?? '*') },
    ...keyAccess(action, keyMember)(input, call),
  ];
}

function checkAliasName(name: string): string {
  if (!/^alias\/[a-zA-Z0-9/_-]{1,250}$/.test(name))
    throw new ServiceError(
      'InvalidAliasNameException',
      'Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
    );
  if (name.startsWith('alias/aws/'))
    throw new ServiceError('NotAuthorizedException', 'The alias name alias/aws/ is reserved.');
  return name;
}
