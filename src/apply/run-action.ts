import { ruleParameter } from '../desired/parameters.js';
import { ruleNames } from '../model/catalog.js';
import { OrgSecretsError } from '../model/errors.js';
import type { TargetFailure } from '../model/outcome.js';
import type {
  Action,
  CreateInstances,
  DeleteInstances,
  ProveDelivery,
  PutAggregator,
  RebuildHub,
  UpdateInstances,
  UpdateStackSet,
} from '../model/plan.js';
import { digest } from '../model/digest.js';
import { targetKey } from '../model/target.js';
import { Proof } from '../verify/proof.js';
import type { ApplyContext } from './context.js';
import { deleteBucket } from './delete-bucket.js';
import { deployStack } from './deploy-stack.js';
import { deleteInstances, deleteStack, deleteStackSet, stopAutoDeployment } from './take-away.js';
import { poll } from './poll.js';
import { rebuildHub } from './rebuild-hub.js';
import { runOperation } from './run-operation.js';

/** What one action came to. `proof` is set by the gate that makes one. */
export interface ActionEnd {
  readonly failures: readonly TargetFailure[];
  readonly proof?: Proof;
}

const done: ActionEnd = { failures: [] };

/**
 * Carries one action out and waits for its end.
 *
 * @param proof what the coverage gate made; the aggregator cannot be put without one.
 * @throws OrgSecretsError where the action as a whole failed.
 */
export async function runAction(
  action: Action,
  context: ApplyContext,
  proof: Proof | undefined,
): Promise<ActionEnd> {
  const { ports, templates, desired } = context;
  switch (action.type) {
    case 'activate-stacksets-access':
      await ports.stackSets.activateOrganizationsAccess();
      return done;
    case 'enable-service-access':
      await ports.organization.enableTrustedAccess(action.service);
      return done;
    case 'register-delegated-administrator':
      await ports.organization.registerDelegatedAdministrator(action.service, action.accountId);
      return done;
    case 'deploy-stack':
      return { failures: await deployStack(action, context) };
    case 'create-stack-set': {
      const { stackSet } = action;
      // A token joins the attempts of one call. With the time in it one that is made again after a deletion is a new one.
      const token = `orgsecrets-${digest([desired.organizationId, stackSet.name, context.clock.now()])}`;
      await ports.stackSets.createStackSet(stackSet, templates[stackSet.kind], token);
      return done;
    }
    case 'update-stack-set':
      return { failures: await updateStackSet(action, context) };
    case 'create-instances':
      return { failures: await deployInstances('create', action, context) };
    case 'update-instances':
      return { failures: await deployInstances('update-instances', action, context) };
    case 'rebuild-hub':
      return { failures: await withNewRoles(action, context, rebuildHub(action, context)) };
    case 'start-recorder':
      await ports.config.startRecorder(action.target, action.recorder);
      return done;
    case 'put-recorder':
      await ports.config.putRecorder(action.target, action.recorder, action);
      return done;
    case 'put-rules':
      await ports.config.putRules(action.target, action.rules);
      return done;
    case 'extend-recorder':
      await ports.config.extendRecorder(action.target, action.recorder, desired.recorder.requiredType);
      return done;
    case 'prove-delivery':
      return { failures: await proveDelivery(action, context) };
    case 'prove-coverage': {
      const answer = await context.proveCoverage();
      if (answer instanceof Proof) return { failures: [], proof: answer };
      return { failures: answer.map((gap) => ({ ...gap, reason: `${gap.thing}: ${gap.reason}` })) };
    }
    case 'put-aggregator':
      await putAggregator(action, context, proof);
      return done;
    case 'put-subscription':
      await ports.subscriptions.put(action.topic, action.subscription, action.arn);
      return done;
    case 'delete-subscription':
      await ports.subscriptions.delete(action.topic, action.subscription.arn);
      return done;
    case 'stop-auto-deployment':
      return { failures: await stopAutoDeployment(action, context) };
    case 'prove-removal':
      return { failures: await context.proveRemoval(action) };
    case 'delete-instances':
      return { failures: await withNewRoles(action, context, deleteInstances(action, context)) };
    case 'delete-stack-set':
      await deleteStackSet(action, context);
      return done;
    case 'delete-stack':
      return { failures: await deleteStack(action, context) };
    case 'delete-bucket':
      return { failures: await deleteBucket(action, context) };
    case 'delete-aggregator':
      await ports.config.deleteAggregator(action.aggregator);
      return done;
  }
}

/** What makes roles of ours anew, or takes them away, leaves nothing of the sessions of those before, however it ends. */
async function withNewRoles<T>(
  { stackSet, targets }: RebuildHub | DeleteInstances,
  { ports }: ApplyContext,
  work: Promise<T>,
): Promise<T> {
  const hasRoles = stackSet.kind === 'member' || stackSet.kind === 'hub';
  return work.finally(() => {
    if (hasRoles) for (const { accountId } of targets) ports.sessions.renew(accountId);
  });
}

async function updateStackSet(
  action: UpdateStackSet,
  context: ApplyContext,
): Promise<readonly TargetFailure[]> {
  const { stackSet } = action;
  return runOperation(
    {
      kind: 'update',
      stackSet,
      targets: action.targets,
      start: (id) =>
        context.ports.stackSets.updateStackSet(
          stackSet,
          context.templates[stackSet.kind],
          action.operation,
          id,
          context.preferences,
        ),
      onProgress: (text) => context.emit({ code: 'action-progress', action, text }),
    },
    context,
  );
}

/** Makes or updates instances: what both differ in is the call, and the kind that the operation id is made of. */
function deployInstances(
  kind: 'create' | 'update-instances',
  action: CreateInstances | UpdateInstances,
  context: ApplyContext,
): Promise<readonly TargetFailure[]> {
  const { stackSet, operation, targets, withoutRules } = action;
  const { stackSets } = context.ports;
  return runOperation(
    {
      kind,
      stackSet,
      targets,
      withoutRules,
      start: (id) => {
        const said = [stackSet, operation, id, context.preferences, overridesOf(action)] as const;
        return kind === 'create' ? stackSets.createInstances(...said) : stackSets.updateInstances(...said);
      },
      onProgress: (text) => context.emit({ code: 'action-progress', action, text }),
    },
    context,
  );
}

/** The template has a parameter for each rule. Overrides survive updates of the StackSet. */
function overridesOf({
  withoutRules = [],
}: CreateInstances | UpdateInstances): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ruleNames.filter((name) => withoutRules.includes(name)).map((name) => [ruleParameter(name), 'false']),
  );
}

/**
 * Deliveries come by themselves only every few hours, so one is asked for; then Config's own report decides. A failure
 * that was there before may be an old one.
 */
async function proveDelivery(
  action: ProveDelivery,
  context: ApplyContext,
): Promise<readonly TargetFailure[]> {
  const { target } = action;
  let asked: { readonly before: number | undefined } | undefined;
  return poll(context, `the first delivery of ${targetKey(target)}`, async () => {
    const look = (await context.lookAt([target])).get(targetKey(target));
    if (!look?.seen)
      return look?.why === 'pending' || look === undefined ? undefined : [{ ...target, reason: look.reason }];
    const { channel } = look;
    if (channel === undefined || channel === 'not-looked')
      return [{ ...target, reason: 'there is no delivery channel' }];
    if (channel.delivered && channel.failures.length === 0) return [];
    if (asked && channel.failures.length > 0 && channel.attemptedAt !== asked.before)
      return [
        {
          ...target,
          reason: `delivery failed: ${channel.failures.join('; ')}`,
          instructions:
            'Mend the bucket policy, or set delivery.trust: service in the org.yaml, before recorders go everywhere.',
        },
      ];
    if (!asked) {
      asked = { before: channel.attemptedAt };
      await context.ports.config.deliverSnapshot(target, channel.name);
    }
    return undefined;
  });
}

async function putAggregator(
  action: PutAggregator,
  context: ApplyContext,
  proof: Proof | undefined,
): Promise<void> {
  if (!proof?.valid)
    throw new OrgSecretsError('Internal', 'The aggregator was asked for without a proof of the coverage.', {
      fault: 'internal',
    });
  await context.ports.config.putAggregator(action.aggregator);
}
