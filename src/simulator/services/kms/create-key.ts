import type { Operation } from '../../kernel/contract.js';
import { flag, shapes, text } from '../../kernel/input.js';
import { kmsArn } from './key-access.js';
import { keyMetadata } from './key-metadata.js';
import { checkKeyPolicy, defaultKeyPolicy } from './key-policy.js';
import { keyChanged, kmsState } from './state.js';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html */
export const createKey: Operation = {
  service: 'kms',
  name: 'CreateKey',
  mutating: true,
  handle(input, call) {
    const { world, caller, region } = call;
    const policy = text(input, 'Policy') ?? defaultKeyPolicy(call);
    checkKeyPolicy(policy, call, flag(input, 'BypassPolicyLockoutSafetyCheck') ?? false);
    const multiRegion = flag(input, 'MultiRegion') ?? false;
    const id = multiRegion ? `mrk-${world.random.hex(32)}` : world.random.uuid();
    const key = {
      id,
      arn: kmsArn(call, `key/${id}`),
      createdAt: world.clock.now(),
      description: text(input, 'Description') ?? '',
      usage: text(input, 'KeyUsage') ?? 'ENCRYPT_DECRYPT',
      spec: text(input, 'KeySpec') ?? text(input, 'CustomerMasterKeySpec') ?? 'SYMMETRIC_DEFAULT',
      multiRegion,
      policy,
      enabled: true,
      tags: Object.fromEntries(
        (shapes(input, 'Tags') ?? []).map((tag) => [text(tag, 'TagKey') ?? '', text(tag, 'TagValue') ?? '']),
      ),
    };
    kmsState(world, caller.accountId, region).keys[id] = key;
    keyChanged(world, key);
    return { KeyMetadata: keyMetadata(key) };
  },
};
