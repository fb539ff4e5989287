import { desire } from '../../src/desired/desire.js';
import type { Desired } from '../../src/model/desired.js';
import type {
  Observed,
  ObservedStackSet,
  RecorderLook,
  StackInstance,
  TargetLook,
} from '../../src/model/observed.js';
import type { OrgConfig } from '../../src/model/org-config.js';
import type { Action, Plan } from '../../src/model/plan.js';
import { targetKey, type Target } from '../../src/model/target.js';
import { makePlan } from '../../src/plan/make-plan.js';
import { home, testCatalog } from '../support/arbitraries/catalog.js';
import { administrator, management, orgConfig } from '../support/arbitraries/org-config.js';
import { accountId, organizationOf } from '../support/arbitraries/organization.js';
import { testTemplates } from '../support/arbitraries/templates.js';
import { emptyWorld, observePurely, type PureWorld } from '../support/pure-world.js';
import { converge } from '../support/trips.js';

export { administrator, home, management };
export const [first, second, suspended] = [accountId(0), accountId(1), accountId(2)] as const;

const organization = organizationOf({
  units: [-1],
  administratorUnit: -1,
  accounts: [
    { unit: 0, state: 'ACTIVE' },
    { unit: 0, state: 'ACTIVE' },
    { unit: 0, state: 'SUSPENDED' },
  ],
});

/** Two Regions; management account, administrator and two members covered, one account suspended. */
function sampleDesired(config: Partial<OrgConfig> = {}): Desired {
  const regions = { include: [home, 'us-east-1'], exclude: [], allowUnsupported: [] };
  return desire(orgConfig({ regions, ...config }), organization, testCatalog(), testTemplates, 'org.yaml');
}

/** Nothing is there yet, and every account lets the tool look. */
export function untouched(config: Partial<OrgConfig> = {}): PureWorld {
  const desired = sampleDesired(config);
  return {
    ...emptyWorld(desired),
    stackSetsAccess: 'ENABLED',
    open: new Set(desired.coverage.map((target) => target.accountId)),
  };
}

/** Everything is there. */
export function covered(config: Partial<OrgConfig> = {}): PureWorld {
  return converge(untouched(config)).world;
}

/** @param change what is observed otherwise than the world has it. */
export function planOf(
  world: PureWorld,
  change: (observed: Observed) => Partial<Observed> = () => ({}),
): Plan {
  const observed = observePurely(world);
  return makePlan(world.desired, { ...observed, ...change(observed) });
}

export function find<T extends Action['type']>(plan: Plan, type: T): readonly Extract<Action, { type: T }>[] {
  return plan.actions.filter((action): action is Extract<Action, { type: T }> => action.type === type);
}

export function look(observed: Observed, target: Target, seen: TargetLook): Pick<Observed, 'targets'> {
  return { targets: new Map(observed.targets).set(targetKey(target), seen) };
}

export function recorder(changes: Partial<RecorderLook> = {}): TargetLook {
  return {
    seen: true,
    recorder: {
      name: 'default',
      recording: true,
      lastStatus: 'Success',
      lastError: undefined,
      settings: {
        roleArn: 'arn:aws:iam::000000000003:role/config',
        allSupported: true,
        includeGlobalResourceTypes: false,
        strategy: 'ALL_SUPPORTED_RESOURCE_TYPES',
        resourceTypes: [],
        excludedTypes: [],
        frequency: 'CONTINUOUS',
        frequencyOverrides: [],
      },
      ...changes,
    },
    channel: 'not-looked',
    rules: 'not-looked',
  };
}

/** One StackSet, or one instance in it, observed otherwise. */
export function stackSet(
  observed: Observed,
  name: string,
  changes: Partial<ObservedStackSet>,
): Pick<Observed, 'stackSets'> {
  return {
    stackSets: new Map(observed.stackSets).set(name, { ...observed.stackSets.get(name)!, ...changes }),
  };
}

export function instance(
  observed: Observed,
  name: string,
  account: string,
  changes: Partial<StackInstance>,
): Pick<Observed, 'stackSets'> {
  const instances = observed.stackSets
    .get(name)!
    .instances.map((one) => (one.accountId === account ? { ...one, ...changes } : one));
  return stackSet(observed, name, { instances });
}
