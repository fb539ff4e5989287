import { configState } from '../../../src/simulator/services/config/state.js';
import type { Failure } from '../../../src/simulator/services/config/state.js';
import type { Disturbed, Place } from './administrator.js';

/* What nobody can bring about by a call: the state of the world is changed itself. */

/** AWS Config can't evaluate a rule any more, until it is put again or asked to evaluate. */
export async function failEvaluations(simulator: Disturbed, place: Place, name: string): Promise<void> {
  const rule = configState(simulator.world, place).rules[name];
  if (!rule) throw new Error(`There is no rule ${name} in ${place.accountId}/${place.region}.`);
  rule.failure = failure(simulator, 'An internal error has occurred during the evaluation of the rule.');
}

/** The data of one source does not come to the only aggregator of a place, or is old, until the aggregator is put again. */
export async function troubleSource(
  simulator: Disturbed,
  place: Place,
  source: Place,
  how: 'failed' | 'outdated' = 'failed',
): Promise<void> {
  const [aggregator] = Object.values(configState(simulator.world, place).aggregators);
  if (!aggregator) throw new Error(`There is no aggregator in ${place.accountId}/${place.region}.`);
  const trouble = how === 'failed' ? failure(simulator, 'The data could not be moved.') : how;
  aggregator.troubles = { ...aggregator.troubles, [`${source.accountId}/${source.region}`]: trouble };
}

function failure({ clock }: Disturbed, message: string): Failure {
  return { since: clock.now(), code: 'InternalError', message };
}

/** Lets the next deliveries pass, in which AWS Config notices what is in their way. */
export async function letDeliveriesPass({ world, clock }: Disturbed): Promise<void> {
  const hour = 3_600_000;
  await clock.sleep(world.latency('configHistory', 6 * hour) + hour / 60);
}
