import * as accounts from '../disturb/accounts.js';
import * as aggregator from '../disturb/aggregator.js';
import * as delivery from '../disturb/delivery.js';
import * as events from '../disturb/events.js';
import * as onTheSideOfAws from '../disturb/on-the-side-of-aws.js';
import * as recorder from '../disturb/recorder.js';
import * as roles from '../disturb/roles.js';
import * as rules from '../disturb/rules.js';
import * as stackSets from '../disturb/stack-sets.js';
import * as stacks from '../disturb/stacks.js';

/** The names of all functions of test/support/disturb. */
export const library: readonly string[] = [
  accounts,
  aggregator,
  delivery,
  events,
  onTheSideOfAws,
  recorder,
  roles,
  rules,
  stackSets,
  stacks,
].flatMap((module) => Object.keys(module));

const reads = 'it disturbs nothing';
const delivers =
  'AWS Config notices at its next delivery, hours later, and only where something is recorded: test/e2e/drift/left.test.ts';
const covers =
  'it changes what is to be covered, and with it what the covered state is: test/e2e/drift/left.test.ts';

const empties = 'all that stands on it is gone with it: test/app/hub-things-gone.test.ts';

const disowns =
  'what is no longer known to be ours is told, and nothing of it is looked at: test/e2e/drift/unowned.test.ts';

/** Those that take no part in the random sequences, and why. */
export const leftOut: Readonly<Record<string, string>> = {
  aggregatorIn: reads,
  channelIn: reads,
  instanceIn: reads,
  recorderIn: reads,
  rulesIn: reads,
  stackSetNamed: reads,
  letDeliveriesPass: reads,
  letGo: 'it is what a person does about an inoperable instance',
  takeTagOff: disowns,
  takeStackTagOff: disowns,
  putAnother: disowns,
  moveAccount: covers,
  closeAccount: covers,
  switchRegion:
    'it changes what is to be covered, and with it what the covered state is: test/e2e/real-life/regions-opt-in.test.ts',
  encryptWithDisabledKey: delivers,
  deleteBucket: empties,
  deleteBus: empties,
  deleteTopic: empties,
  detachPolicy:
    'without its role the aggregator fails for each of its sources, until AWS Config tries again: test/e2e/drift/made.test.ts',
};
