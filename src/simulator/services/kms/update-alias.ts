import { ServiceError } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';
import { requiredText } from '../../kernel/input.js';
import { aliasAccess } from './create-alias.js';
import { kmsArn, openLivingKey } from './key-access.js';
import { kmsState } from './state.js';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateAlias.html */
export const updateAlias: Operation = {
  service: 'kms',
  name: 'UpdateAlias',
  mutating: true,
  access: aliasAccess('kms:UpdateAlias', 'TargetKeyId'),
  handle(input, call) {
    const name = requiredText(input, 'AliasName');
    const { aliases } = kmsState(call.world, call.caller.accountId, call.region);
    const existing = aliases[name];
    if (existing === undefined)
      throw new ServiceError('NotFoundException', `Alias ${kmsArn(call, name)} is not found.`);
    aliases[name] = { ...existing, keyId: openLivingKey(input, call, 'TargetKeyId').id };
    return {};
  },
};
