import type { Call, World } from '../../kernel/contract.js';
import { placeOf } from './state.js';
import type { Place } from './state.js';

/** `configuration-recorder/NAME/ID`; `*` for what is not known yet. */
export function recorderArn(call: Call, name: string, id: string): string {
  return configArn(call.world, placeOf(call), `configuration-recorder/${name}/${id}`);
}

export function ruleArn(call: Call, id: string): string {
  return configArn(call.world, placeOf(call), `config-rule/${id}`);
}

export function aggregatorArn(call: Call, id: string): string {
  return configArn(call.world, placeOf(call), `config-aggregator/${id}`);
}

/** An ARN in an account and Region. Resource types: the service authorization reference for AWS Config. */
export function configArn(world: World, place: Place, resource: string): string {
  return `arn:${world.partition}:config:${place.region}:${place.accountId}:${resource}`;
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** `length` lower-case letters and digits, as in the ids that AWS Config makes. */
export function randomId(world: World, length: number): string {
  return Array.from({ length }, () => alphabet[Math.floor(world.random.next() * alphabet.length)]).join('');
}
