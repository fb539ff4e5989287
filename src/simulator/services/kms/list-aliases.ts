import type { Operation } from '../../kernel/contract.js';
import { integer, text } from '../../kernel/input.js';
import { page } from '../../kernel/pages.js';
import { kmsArn, openKey } from './key-access.js';
import { kmsState } from './state.js';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ListAliases.html */
export const listAliases: Operation = {
  service: 'kms',
  name: 'ListAliases',
  mutating: false,
  handle(input, call) {
    const { aliases } = kmsState(call.world, call.caller.accountId, call.region);
    const keyId = text(input, 'KeyId') === undefined ? undefined : openKey(input, call).id;
    const all = Object.entries(aliases)
      .filter(([, alias]) => keyId === undefined || alias.keyId === keyId)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const { items, nextToken } = page(call.world, all, {
      token: text(input, 'Marker'),
      limit: integer(input, 'Limit'),
      defaultSize: 50,
      maxSize: 100,
      tokenError: 'InvalidMarkerException',
    });
    return {
      Aliases: items.map(([name, alias]) => ({
        AliasName: name,
        AliasArn: kmsArn(call, name),
        TargetKeyId: alias.keyId,
        CreationDate: new Date(alias.createdAt),
        LastUpdatedDate: new Date(alias.createdAt),
      })),
      Truncated: nextToken !== undefined,
      ...(nextToken === undefined ? {} : { NextMarker: nextToken }),
    };
  },
};
