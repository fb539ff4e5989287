import type { World } from '../../../kernel/contract.js';
import { keyType } from '../../kms/state.js';
import type { Key } from '../../kms/state.js';
import { functionType } from '../../lambda/state.js';
import type { LambdaFunction } from '../../lambda/state.js';
import { secretType } from '../../secretsmanager/state.js';
import type { Secret } from '../../secretsmanager/state.js';
import type { Place } from '../state.js';
import { complianceType, describeCompliance } from '../compliance/resource-compliance.js';
import type { ResourceCompliance } from '../compliance/resource-compliance.js';
import { describeFunction } from './describe-function.js';
import { describeKey } from './describe-key.js';
import { describeSecret } from './describe-secret.js';
import type { Description } from './types.js';

/** What AWS Config says of a resource that one of the services keeps. */
export function describe(world: World, place: Place, type: string, resource: unknown): Description {
  switch (type) {
    case secretType:
      return describeSecret(world, place, resource as Secret);
    case keyType:
      return describeKey(resource as Key);
    case functionType:
      return describeFunction(resource as LambdaFunction);
    case complianceType:
      return describeCompliance(world, place, resource as ResourceCompliance);
    default:
      throw new TypeError(`nothing describes ${type}`);
  }
}
