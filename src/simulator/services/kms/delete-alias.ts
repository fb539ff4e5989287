import { ServiceError } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';
import { requiredText } from '../../kernel/input.js';
import { aliasAccess } from './create-alias.js';
import { kmsArn } from './key-access.js';
import { kmsState } from './state.js';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_DeleteAlias.html */
export const deleteAlias: Operation = {
  service: 'kms',
  name: 'DeleteAlias',
  mutating: true,
  access: aliasAccess('kms:DeleteAlias', 'AliasName'),
  handle(input, call) {
    const name = requiredText(input, 'AliasName');
    const { aliases } = kmsState(call.world, call.caller.accountId, call.region);
    if (aliases[name] === undefined)
      throw new ServiceError('NotFoundException', `Alias ${kmsArn(call, name)} is not found.`);
    delete aliases[name];
    return {};
  },
};
