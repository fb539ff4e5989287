import type { Operation } from '../../kernel/contract.js';
import { cancelRotateSecret } from './cancel-rotate-secret.js';
import { createSecret } from './create-secret.js';
import { deleteSecret } from './delete-secret.js';
import { describeSecret } from './describe-secret.js';
import { listSecrets } from './list-secrets.js';
import { valueReads } from './no-values.js';
import { deleteResourcePolicy, getResourcePolicy, putResourcePolicy } from './resource-policy.js';
import { restoreSecret } from './restore-secret.js';
import { rotateSecret } from './rotate-secret.js';
import { tagResource } from './tag-resource.js';
import { untagResource } from './untag-resource.js';
import { updateSecret } from './update-secret.js';

/** Every operation of Secrets Manager that the simulator has. */
export const operations: readonly Operation[] = [
  cancelRotateSecret,
  createSecret,
  deleteResourcePolicy,
  deleteSecret,
  describeSecret,
  getResourcePolicy,
  listSecrets,
  putResourcePolicy,
  restoreSecret,
  rotateSecret,
  tagResource,
  untagResource,
  updateSecret,
  ...valueReads,
];
