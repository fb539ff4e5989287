import type { World } from '../../../kernel/contract.js';
import { kmsState } from '../../kms/state.js';
import { secretOfArn, secretsIn, secretType } from '../../secretsmanager/state.js';
import type { Place } from '../state.js';

/** The resource types that AWS Config can find in the simulator, beside its own. */
export const foundTypes = [secretType] as const;

/** The ids of all resources of a type that an account has in a Region. */
export function resourceIds(world: World, place: Place, type: string): readonly string[] {
  return type === secretType ? Object.values(secretsIn(world, place)).map(({ arn }) => arn) : [];
}

/** A resource as its service keeps it now; undefined where there is none (any more). */
export function resourceNow(world: World, type: string, id: string): unknown {
  return type === secretType ? secretOfArn(world, id) : undefined;
}

/** The resource types of which an account has at least one in a Region, the recorder itself among them. */
export function typesPresent(world: World, place: Place): readonly string[] {
  const keys = Object.keys(kmsState(world, place.accountId, place.region).keys);
  return [
    'AWS::Config::ConfigurationRecorder',
    ...foundTypes.filter((type) => resourceIds(world, place, type).length > 0),
    ...(keys.length > 0 ? ['AWS::KMS::Key'] : []),
  ];
}
