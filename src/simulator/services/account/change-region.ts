import { partitions } from '../../facts/regions.js';
import { ServiceError } from '../../kernel/contract.js';
import { accountAccess, subjectAccount } from './access.js';
import { knownRegion } from './known-region.js';
import { optInSlot } from './state.js';
import type { Partition } from '../../facts/regions.js';
import type { Call, Operation, Shape } from '../../kernel/contract.js';

/** "This process takes a few minutes for most accounts, but this can take several hours." (manage-acct-regions) */
const defaultMinutes = 5;

export const enableRegion = change('EnableRegion', '/enableRegion', 'ENABLING', 'ENABLED');
export const disableRegion = change('DisableRegion', '/disableRegion', 'DISABLING', 'DISABLED');

type During = 'ENABLING' | 'DISABLING';
type After = 'ENABLED' | 'DISABLED';

function change(
  name: 'EnableRegion' | 'DisableRegion',
  uri: string,
  during: During,
  after: After,
): Operation {
  return {
    service: 'account',
    name,
    mutating: true,
    http: { method: 'POST', uri },
    access: accountAccess(name),
    handle: (input, call) => start(input, call, during, after),
  };
}

function start(input: Shape, call: Call, during: During, after: After): Shape {
  const { world } = call;
  const region = knownRegion(input, call);
  const { regions } = world.state(optInSlot, subjectAccount(input, call), 'global');
  if (partitions[world.partition as Partition].always.includes(region)) {
    throw new ServiceError(
      'ValidationException',
      `The Region ${region} is enabled by default and can't be changed.`,
      { details: { reason: 'fieldValidationFailed' } },
    );
  }
  const now = regions[region] ?? 'DISABLED';
  if (now === 'ENABLING' || now === 'DISABLING')
    throw new ServiceError('ConflictException', `The Region ${region} is being changed.`, { status: 409 });
  if (now === after) return {};
  regions[region] = during;
  world.background(async () => {
    await world.clock.sleep(world.latency('account.changeRegion', defaultMinutes * 60_000));
    regions[region] = after;
  });
  return {};
}
