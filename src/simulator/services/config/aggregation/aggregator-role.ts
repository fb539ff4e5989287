import type { World } from '../../../kernel/contract.js';
import { text } from '../../../kernel/input.js';
import { roleIsUsable } from '../role.js';
import { configState } from '../state.js';
import type { Aggregator, Place } from '../state.js';

const hour = 3_600_000;
const day = 24 * hour;

/**
 * Looks every hour whether AWS Config can still use an aggregator's role. "If the IAM role is invalid for more than 24 hours,
 * AWS Config deletes data for entire organization": it comes back like that of a new aggregator once the role is repaired.
 * https://docs.aws.amazon.com/config/latest/developerguide/aggregate-data-troubleshooting.html
 */
export function watchRole(world: World, place: Place, aggregator: Aggregator): void {
  const roleArn = text(aggregator.organizationSource ?? {}, 'RoleArn');
  if (roleArn === undefined) return;
  world.later(world.clock.now() + hour, () => {
    // A change or a deletion has put another one, or none, in its place.
    if (configState(world, place).aggregators[aggregator.name] !== aggregator) return;
    look(world, aggregator, roleIsUsable(world, roleArn, place.region));
    watchRole(world, place, aggregator);
  });
}

function look(world: World, aggregator: Aggregator, usable: boolean): void {
  const now = world.clock.now();
  if (!usable) {
    aggregator.unusableSince ??= now;
    if (now - aggregator.unusableSince >= day) aggregator.dataLost = true;
    return;
  }
  delete aggregator.unusableSince;
  if (aggregator.dataLost !== true) return;
  delete aggregator.dataLost;
  aggregator.regainedAt = now;
}
