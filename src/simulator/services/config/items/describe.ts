import type { World } from '../../../kernel/contract.js';
import { secretType } from '../../secretsmanager/state.js';
import type { Secret } from '../../secretsmanager/state.js';
import type { Place } from '../state.js';
import { describeSecret } from './describe-secret.js';
import type { Description } from './types.js';

/** What AWS Config says of a resource that one of the services keeps. */
export function describe(world: World, place: Place, type: string, resource: unknown): Description {
  switch (type) {
    case secretType:
      return describeSecret(world, place, resource as Secret);
    default:
      throw new TypeError(`nothing describes ${type}`);
  }
}
