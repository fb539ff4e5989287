import type { World } from '../../../kernel/contract.js';
import { keyType, kmsState } from '../../kms/state.js';
import type { Key } from '../../kms/state.js';
import { functionsIn, functionType } from '../../lambda/state.js';
import type { LambdaFunction } from '../../lambda/state.js';
import { secretOfArn, secretsIn, secretType } from '../../secretsmanager/state.js';
import type { Secret } from '../../secretsmanager/state.js';
import type { Place } from '../state.js';

/** The resource types that AWS Config can find in the simulator, beside its own. */
export const foundTypes = [secretType, keyType, functionType] as const;

/** The ids of all resources of a type that an account has in a Region. */
export function resourceIds(world: World, place: Place, type: string): readonly string[] {
  switch (type) {
    case secretType:
      return Object.values(secretsIn(world, place)).map(({ arn }) => arn);
    case keyType:
      return Object.keys(kmsState(world, place.accountId, place.region).keys);
    case functionType:
      return Object.keys(functionsIn(world, place));
    default:
      return [];
  }
}

/** A resource as its service keeps it now, safe from later changes; undefined where there is none (any more). */
export function resourceNow(world: World, place: Place, type: string, id: string): unknown {
  switch (type) {
    case secretType:
      return secretOfArn(world, id);
    case keyType:
      return structuredClone(kmsState(world, place.accountId, place.region).keys[id]);
    case functionType:
      return functionsIn(world, place)[id];
    default:
      return undefined;
  }
}

/** When a resource was made, or changed last where that is all that its service knows. */
export function madeAt(type: string, resource: unknown): number | undefined {
  switch (type) {
    case secretType:
      return (resource as Secret).createdAt;
    case keyType:
      return (resource as Key).createdAt;
    case functionType:
      return (resource as LambdaFunction).lastModifiedAt;
    default:
      return undefined;
  }
}

/** The resource types of which an account has at least one in a Region, the recorder itself among them. */
export function typesPresent(world: World, place: Place): readonly string[] {
  return [
    'AWS::Config::ConfigurationRecorder',
    ...foundTypes.filter((type) => resourceIds(world, place, type).length > 0),
  ];
}
