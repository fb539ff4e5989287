import { ourRecorder } from '../../src/desired/our-recorder.js';
import { ourRules } from '../../src/desired/our-rules.js';
import type { Desired, DesiredStackSet } from '../../src/model/desired.js';
import type {
  AccountLook,
  LookDepth,
  NotSeen,
  Observed,
  ObservedAggregator,
  ObservedStack,
  ObservedStackSet,
  ObservedSubscription,
  RecorderLook,
  RuleLook,
  SeenTarget,
  StackInstance,
  TargetLook,
} from '../../src/model/observed.js';
import type {
  Action,
  CreateInstances,
  DeleteInstances,
  OperationTargets,
  UpdateStackSet,
} from '../../src/model/plan.js';
import { compareText, targetKey, type AccountId, type Target } from '../../src/model/target.js';

/** AWS as far as a plan knows it, without time: what is there, whether the tool may see it or not. */
export interface PureWorld {
  readonly desired: Desired;
  readonly stackSetsAccess: Observed['stackSetsAccess'];
  readonly stackSets: ReadonlyMap<string, ObservedStackSet>;
  readonly managementRoles: ObservedStack | undefined;
  /** Accounts with a role to look through that was there before. */
  readonly open: ReadonlySet<AccountId>;
  readonly serviceLinkedRoles: ReadonlySet<AccountId>;
  /** By targetKey. */
  readonly recorders: ReadonlyMap<string, RecorderLook>;
  readonly aggregators: readonly ObservedAggregator[];
  /** To the topic of each Region. */
  readonly subscriptions: readonly (ObservedSubscription & { readonly region: string })[];
}

export function emptyWorld(desired: Desired): PureWorld {
  return {
    desired,
    stackSetsAccess: 'DISABLED',
    stackSets: new Map(),
    managementRoles: undefined,
    open: new Set(),
    serviceLinkedRoles: new Set(),
    recorders: new Map(),
    aggregators: [],
    subscriptions: [],
  };
}

const noRole: NotSeen = { seen: false, why: 'no-role', reason: 'AccessDenied' };

/** What the tool sees: only accounts that have a role to look through. */
export function observePurely(world: PureWorld, depth: LookDepth = 'status'): Observed {
  const { desired } = world;
  const accounts = new Map<AccountId, AccountLook>();
  const targets = new Map<string, TargetLook>();
  for (const target of desired.coverage) {
    const { accountId } = target;
    const visible =
      world.open.has(accountId) ||
      [...world.stackSets.values()].some(
        ({ name, instances }) =>
          /-member$/.test(name) &&
          instances.some((one) => one.accountId === accountId && one.status === 'CURRENT'),
      );
    accounts.set(
      accountId,
      visible
        ? { seen: true, role: 'a-role', serviceLinkedRole: world.serviceLinkedRoles.has(accountId) }
        : noRole,
    );
    targets.set(targetKey(target), visible ? lookPurely(world, target, depth) : noRole);
  }
  return {
    depth,
    stackSetsAccess: world.stackSetsAccess,
    stackSets: world.stackSets,
    managementRoles: world.managementRoles,
    accounts,
    targets,
    leftOut: new Map(),
    hubOverrides: {},
    inoperable: new Map(),
    made: new Map(),
    aggregators: hubStands(world) ? { seen: true, aggregators: world.aggregators } : noRole,
    subscriptions: lookAtSubscribers(world),
    formerHubs: [],
  };
}

/** Without the region that is ours alone. */
function lookAtSubscribers(world: PureWorld): Observed['subscriptions'] {
  const topics = world.desired.notifications?.topics ?? [];
  return new Map(
    topics.map(({ region: where }) => [
      where,
      hubStands(world)
        ? {
            seen: true,
            subscriptions: world.subscriptions
              .filter(({ region }) => region === where)
              .map(({ region, ...subscription }) => subscription),
          }
        : noRole,
    ]),
  );
}

/** The role that subscribes comes with the hub, whatever has the topic. */
function topicStands(world: PureWorld, region: string): boolean {
  const { prefix, homeRegion } = world.desired;
  const has = world.stackSets.get(`${prefix}-notify-${region}`)?.instances ?? [];
  return hubStands(world) && (region === homeRegion || has.some(({ status }) => status === 'CURRENT'));
}

function hubStands({ desired, stackSets }: PureWorld): boolean {
  const hub = stackSets.get(`${desired.prefix}-hub`);
  return hub?.instances.some((one) => one.status === 'CURRENT') ?? false;
}

/** What our stack made is as it was made, unless the world says otherwise. */
function lookPurely(
  { desired, recorders, stackSets }: PureWorld,
  target: Target,
  depth: LookDepth,
): SeenTarget {
  const recorder = recorders.get(targetKey(target));
  const look = { seen: true, recorder, channel: 'not-looked', rules: 'not-looked' } as const;
  if (depth === 'status' || !recorder) return look;
  const stackSet = desired.stackSets.find(
    ({ kind, region, accounts }) =>
      kind === 'recorder' && region === target.region && accounts.includes(target.accountId),
  );
  const parameters = stackSets.get(stackSet?.name ?? '')?.parameters ?? {};
  const made = ourRecorder(parameters, target.accountId, desired);
  const channel = { name: recorder.name, failures: [], delivered: true };
  const rules = desired.stackSets.find(
    ({ kind, region, accounts }) =>
      kind === 'rules' && region === target.region && accounts.includes(target.accountId),
  );
  const isMade = stackSets
    .get(rules?.name ?? '')
    ?.instances.some((one) => targetKey(one) === targetKey(target) && one.status === 'CURRENT');
  const madeRules = isMade ? ourRules(stackSets.get(rules?.name ?? '')?.parameters ?? {}) : [];
  return {
    ...look,
    rules:
      depth === 'deep' ? madeRules.map((rule): RuleLook => ({ ...rule, state: 'ACTIVE' })) : 'not-looked',
    recorder: { ...recorder, settings: recorder.settings ?? made.settings },
    channel: { ...channel, settings: made.channel },
  };
}

/** Does actions one after the other. Throws where AWS would refuse one, or a promise would be broken. */
export function applyPurely(actions: readonly Action[], world: PureWorld): PureWorld {
  return actions.reduce(step, world);
}

function step(world: PureWorld, action: Action): PureWorld {
  const { desired } = world;
  switch (action.type) {
    case 'activate-stacksets-access':
      return { ...world, stackSetsAccess: 'ENABLED' };
    case 'enable-service-access':
      return {
        ...world,
        desired: {
          ...desired,
          trustedServices: desired.trustedServices.filter((one) => one !== action.service),
        },
      };
    case 'register-delegated-administrator':
      if (desired.trustedServices.includes(action.service)) throw new Error('SERVICE_ACCESS_NOT_ENABLED');
      return { ...world, desired: { ...desired, delegatedAdministrators: [] } };
    case 'deploy-stack': {
      const { name, templateDigest, parameters, tags } = action.stack;
      return {
        ...world,
        managementRoles: {
          name,
          status: 'CREATE_COMPLETE',
          statusReason: undefined,
          owned: true,
          templateDigest,
          parameters,
          tags,
        },
      };
    }
    case 'create-stack-set':
    case 'update-stack-set':
      return define(world, action);
    case 'create-instances':
      return action.operation && make(world, action, resolve(desired, action.operation));
    case 'start-recorder':
      return change(world, action.target, (recorder) => ({ ...recorder, recording: true }));
    case 'put-recorder': {
      const other = world.recorders.get(targetKey(action.target));
      if (other && other.name !== action.recorder)
        throw new Error('MaxNumberOfConfigurationRecordersExceededException');
      const recorders = new Map(world.recorders).set(targetKey(action.target), running(action.recorder));
      return { ...world, recorders };
    }
    case 'put-rules':
      if (!world.recorders.has(targetKey(action.target))) throw new Error('NoAvailableConfigurationRecorder');
      return world;
    case 'extend-recorder':
      return change(world, action.target, (recorder) => ({
        ...recorder,
        settings: recorder.settings && {
          ...recorder.settings,
          resourceTypes: [...recorder.settings.resourceTypes, desired.recorder.requiredType],
          excludedTypes: recorder.settings.excludedTypes.filter(
            (type) => type !== desired.recorder.requiredType,
          ),
        },
      }));
    case 'prove-delivery':
      if (!world.recorders.has(targetKey(action.target))) throw new Error('there is no recorder to prove');
      return world;
    case 'prove-coverage':
    case 'prove-removal':
    case 'delete-bucket':
    // Single rules, and parts of the hub, are none of this world.
    case 'rebuild-hub':
    case 'update-instances':
      return world;
    case 'stop-auto-deployment': {
      const before = world.stackSets.get(action.stackSet.name);
      if (!before) throw new Error(`StackSetNotFoundException: ${action.stackSet.name}`);
      const stopped = { ...before, autoDeployment: { enabled: false, dependsOn: [] } };
      return { ...world, stackSets: new Map(world.stackSets).set(before.name, stopped) };
    }
    case 'put-aggregator': {
      const { name, roleArn, regions } = action.aggregator;
      if (desired.delegatedAdministrators.length > 0) throw new Error('OrganizationAccessDeniedException');
      if (!hubStands(world)) throw new Error('InvalidRoleException');
      return { ...world, aggregators: [{ name, arn: `arn:${name}`, roleArn, regions }] };
    }
    case 'delete-aggregator':
      return {
        ...world,
        aggregators: world.aggregators.filter(({ name }) => name !== action.aggregator.name),
      };
    case 'put-subscription': {
      const { protocol, endpoint, filterPolicy, raw } = action.subscription;
      const { region } = action.topic;
      if (!topicStands(world, region)) throw new Error('NotFound: Topic does not exist');
      const others = world.subscriptions.filter(
        (one) => one.region !== region || one.protocol !== protocol || one.endpoint !== endpoint,
      );
      const before = world.subscriptions.find((one) => !others.includes(one));
      if (action.change === 'update' && before?.arn === undefined) throw new Error('NotFound: Subscription');
      const accountId = desired.administratorAccountId;
      const waits = { region, arn: undefined, protocol, endpoint, accountId };
      const settings = { filterPolicy, filterScope: 'MessageBody', raw };
      const stands = { ...waits, arn: `arn:${region}/${protocol}/${endpoint}`, settings };
      // Mail and web are confirmed by whoever reads there.
      const made = protocol === 'sqs' || before?.arn !== undefined ? stands : waits;
      const key = (one: (typeof others)[number]) => `${one.region} ${one.endpoint}`;
      const all = [...others, made].toSorted((a, b) => compareText(key(a), key(b)));
      return { ...world, subscriptions: all };
    }
    case 'delete-subscription':
      return {
        ...world,
        subscriptions: world.subscriptions.filter(({ arn }) => arn !== action.subscription.arn),
      };
    case 'delete-instances':
      return takeAway(world, action);
    case 'delete-stack-set': {
      const { name } = action.stackSet;
      if (world.stackSets.get(name)?.instances.length !== 0) throw new Error(`StackSetNotEmpty: ${name}`);
      return { ...world, stackSets: new Map([...world.stackSets].filter(([other]) => other !== name)) };
    }
    case 'delete-stack':
      if (
        [...world.stackSets.values()].some(
          (one) => one.permissionModel === 'SELF_MANAGED' && one.instances.length > 0,
        )
      )
        throw new Error('the roles are still needed');
      return { ...world, managementRoles: undefined };
  }
}

/** The accounts that AWS would reach: those of the OUs, never the management account. */
export function resolve(
  desired: Desired,
  { organizationalUnits, filter, accounts }: OperationTargets,
): readonly AccountId[] {
  if (accounts.length > desired.accountsPerOperation) throw new Error('too many accounts for a request');
  if (organizationalUnits === undefined) return accounts;
  if (
    organizationalUnits.length === 0 ||
    organizationalUnits.length > desired.organizationalUnitsPerOperation
  )
    throw new Error('ValidationError: OrganizationalUnitIds');
  const inUnits = organizationalUnits.flatMap((unit) => desired.accountsInUnits.get(unit) ?? []);
  switch (filter) {
    case undefined:
    case 'NONE':
      return inUnits;
    case 'INTERSECTION':
      return inUnits.filter((account) => accounts.includes(account));
    case 'DIFFERENCE':
      return inUnits.filter((account) => !accounts.includes(account));
  }
}

function define(
  world: PureWorld,
  action: Extract<Action, { type: 'create-stack-set' | 'update-stack-set' }>,
): PureWorld {
  const { name, permissionModel, templateDigest, parameters, tags, autoDeployment, organizationalUnits } =
    action.stackSet;
  const before = world.stackSets.get(name);
  if ((before === undefined) !== (action.type === 'create-stack-set'))
    throw new Error(`${action.id}: NameAlreadyExists or not found`);
  refuseWithoutGround(world, permissionModel);
  const reached =
    action.type === 'update-stack-set' && action.operation ? resolve(world.desired, action.operation) : [];
  const instances = (before?.instances ?? []).map((one): StackInstance => {
    if (reached.includes(one.accountId)) return standing(action.stackSet, one.accountId, world.desired);
    const content = [templateDigest, parameters, tags];
    const isSame =
      JSON.stringify(content) === JSON.stringify([before?.templateDigest, before?.parameters, before?.tags]);
    return isSame ? one : { ...one, status: 'OUTDATED' };
  });
  if (action.type === 'update-stack-set' && !action.operation)
    for (const { accountId } of instances)
      if (!action.stackSet.accounts.includes(accountId))
        throw new Error(`${action.id} would reach ${accountId}`);
  const changesAuto = JSON.stringify(before?.autoDeployment) !== JSON.stringify(autoDeployment);
  const keepsAuto = action.type === 'update-stack-set' && action.operation !== undefined;
  const missing = reached.filter((account) => !instances.some((one) => one.accountId === account));
  if (missing.length > 0) throw new Error(`StackInstanceNotFoundException: ${missing.join()}`);
  const definition: ObservedStackSet = {
    name,
    id: `${name}:1`,
    permissionModel,
    owned: true,
    templateDigest,
    parameters,
    tags,
    autoDeployment: keepsAuto && changesAuto ? before?.autoDeployment : autoDeployment,
    managedExecution: true,
    organizationalUnits,
    instances,
  };
  const next = { ...world, stackSets: new Map(world.stackSets).set(name, definition) };
  return reached.reduce<PureWorld>((now, accountId) => bringAbout(now, action, accountId), next);
}

function make(world: PureWorld, action: CreateInstances, accounts: readonly AccountId[]): PureWorld {
  const { name, region, permissionModel } = action.stackSet;
  const before = world.stackSets.get(name);
  if (!before) throw new Error(`StackSetNotFoundException: ${name}`);
  refuseWithoutGround(world, permissionModel);
  const reached = accounts.map((account) => standing(action.stackSet, account, world.desired));
  const others = before.instances.filter((one) => !accounts.includes(one.accountId) || one.region !== region);
  const instances = [...others, ...reached].sort((a, b) => (targetKey(a) < targetKey(b) ? -1 : 1));
  const next = { ...world, stackSets: new Map(world.stackSets).set(name, { ...before, instances }) };
  return accounts.reduce<PureWorld>((now, accountId) => bringAbout(now, action, accountId), next);
}

function takeAway(
  world: PureWorld,
  { stackSet, operation, targets, retainStacks }: DeleteInstances,
): PureWorld {
  const before = world.stackSets.get(stackSet.name);
  if (!before) throw new Error(`StackSetNotFoundException: ${stackSet.name}`);
  if (before.permissionModel === 'SELF_MANAGED') refuseWithoutGround(world, before.permissionModel);
  const reached = before.instances.filter(
    (one) => one.region === stackSet.region && isReached(world.desired, operation, one),
  );
  const shown = targets.map(targetKey).sort();
  if (JSON.stringify(reached.map(targetKey).sort()) !== JSON.stringify(shown))
    throw new Error(`${stackSet.name}: reaches ${reached.map(targetKey).join()} and shows ${shown.join()}`);
  const stays = (kind: string, target: Target) =>
    [...world.stackSets.values()].some(
      ({ name, instances }) =>
        new RegExp(`-${kind}-`).test(name) && instances.some((one) => targetKey(one) === targetKey(target)),
    );
  const recorders = new Map(world.recorders);
  for (const one of retainStacks ? [] : reached) {
    if (stackSet.kind === 'recorder' && stays('rules', one))
      throw new Error(`rules without a recorder: ${targetKey(one)}`);
    if (stackSet.kind === 'recorder') recorders.delete(targetKey(one));
  }
  const instances = before.instances.filter((one) => !reached.includes(one));
  return {
    ...world,
    recorders,
    stackSets: new Map(world.stackSets).set(stackSet.name, { ...before, instances }),
  };
}

/** Deletions reach instances by the OU that they were deployed through, or that their account is in now. */
function isReached(
  desired: Desired,
  { organizationalUnits, filter, accounts }: OperationTargets,
  one: StackInstance,
): boolean {
  if (accounts.length > desired.accountsPerOperation) throw new Error('too many accounts for a request');
  if (organizationalUnits === undefined) return accounts.includes(one.accountId);
  const inUnits = organizationalUnits.some(
    (unit) => unit === one.organizationalUnitId || desired.places.accountsBelow.get(unit)?.has(one.accountId),
  );
  if (filter === 'INTERSECTION') return inUnits && accounts.includes(one.accountId);
  return inUnits && (filter !== 'DIFFERENCE' || !accounts.includes(one.accountId));
}

/** What a stack makes in its account, refused where AWS would. */
function bringAbout(
  world: PureWorld,
  { stackSet, type }: CreateInstances | UpdateStackSet | Extract<Action, { type: 'create-stack-set' }>,
  accountId: AccountId,
): PureWorld {
  const target = { accountId, region: stackSet.region };
  const key = targetKey(target);
  const { desired } = world;
  const stands = (kind: string) =>
    [...world.stackSets.values()].some(
      ({ name, instances }) =>
        new RegExp(`-${kind}$`).test(name) &&
        instances.some((one) => one.accountId === accountId || kind === 'hub'),
    );
  switch (stackSet.kind) {
    case 'slr':
      if (type === 'create-instances' && world.serviceLinkedRoles.has(accountId))
        throw new Error(`AWSServiceRoleForConfig is taken in ${accountId}`);
      return { ...world, serviceLinkedRoles: new Set(world.serviceLinkedRoles).add(accountId) };
    case 'recorder': {
      if (!stands('hub') || !hasBucket(world, stackSet.parameters['BucketName']))
        throw new Error('InsufficientDeliveryPolicyException');
      if (
        stackSet.parameters['RecorderRole'] === 'service-linked'
          ? !world.serviceLinkedRoles.has(accountId)
          : !stands('member')
      )
        throw new Error(`the recorder in ${key} has no role`);
      const recorder = world.recorders.get(key);
      if (recorder && recorder.name !== desired.recorder.name)
        throw new Error(`MaxNumberOfConfigurationRecordersExceededException: ${key}`);
      return { ...world, recorders: new Map(world.recorders).set(key, running(desired.recorder.name)) };
    }
    case 'rules':
      if (!world.recorders.has(key)) throw new Error(`NoAvailableConfigurationRecorder: ${key}`);
      return world;
    case 'forward':
      if (!stands('member') || !hasBus(world, stackSet.parameters['HubBusArn']?.split(':')[3]))
        throw new Error(`no role or no bus to forward: ${key}`);
      return world;
    case 'hub':
    case 'notify':
      if (stackSet.kind === 'notify' && !stands('hub')) throw new Error(`no role publishes in ${key}`);
      if (
        hasBus(world, target.region, stackSet.name) ||
        hasBucket(world, stackSet.parameters['BucketName'], stackSet.name)
      )
        throw new Error(`the names are taken in ${key}`);
      return world;
    case 'bucket':
      if (hasBucket(world, stackSet.parameters['BucketName'], stackSet.name))
        throw new Error(`The bucket policy already exists on bucket of ${key}`);
      return world;
    case 'member':
      return world;
  }
}

/** Whether the hub has a bus in the Region, by another StackSet than this one. */
function hasBus(world: PureWorld, region: string | undefined, except = ''): boolean {
  return [...world.stackSets.values()].some(
    ({ name, instances }) =>
      name !== except &&
      /-(hub|notify-.*)$/.test(name) &&
      instances.some((instance) => instance.region === region),
  );
}

/** Whether a stack of ours has given the bucket its policy, by another StackSet than this one. */
function hasBucket(world: PureWorld, bucket: string | undefined, except = ''): boolean {
  return [...world.stackSets.values()].some(
    ({ name, parameters, instances }) =>
      name !== except &&
      /-(hub|bucket-.*)$/.test(name) &&
      parameters['BucketName'] === bucket &&
      instances.length > 0,
  );
}

function refuseWithoutGround(world: PureWorld, model: string): void {
  if (model === 'SERVICE_MANAGED' && world.stackSetsAccess !== 'ENABLED')
    throw new Error('trusted access is missing');
  if (model === 'SELF_MANAGED' && !world.managementRoles)
    throw new Error('the administration role is missing');
}

function change(world: PureWorld, target: Target, by: (recorder: RecorderLook) => RecorderLook): PureWorld {
  const recorder = world.recorders.get(targetKey(target));
  if (!recorder) throw new Error(`NoSuchConfigurationRecorderException: ${targetKey(target)}`);
  return { ...world, recorders: new Map(world.recorders).set(targetKey(target), by(recorder)) };
}

function running(name: string): RecorderLook {
  return { name, recording: true, lastStatus: 'Pending', lastError: undefined, settings: undefined };
}

function standing(
  { region, permissionModel }: DesiredStackSet,
  accountId: AccountId,
  desired: Desired,
): StackInstance {
  const unit = [...desired.accountsInUnits].find(([, accounts]) => accounts.includes(accountId))?.[0];
  return {
    accountId,
    region,
    status: 'CURRENT',
    detailedStatus: 'SUCCEEDED',
    statusReason: undefined,
    stackId: `stack/${accountId}/${region}`,
    organizationalUnitId: permissionModel === 'SERVICE_MANAGED' ? unit : undefined,
  };
}
