import { isShared } from '../desired/names.js';
import { digest } from '../model/digest.js';
import type { DesiredStackSet } from '../model/desired.js';
import { OrgSecretsError } from '../model/errors.js';
import type {
  Action,
  DeleteInstances,
  HubGroup,
  Plan,
  PutRecorder,
  PutRules,
  RebuildHub,
} from '../model/plan.js';
import { canarySuffix } from './canary.js';
import { isOperation, narrowed, type Operation } from './narrowed.js';
import { targetKey, type Target } from '../model/target.js';

export interface Within {
  /** In their order; what they depend on is among them or done. */
  readonly allowed: readonly Action[];
  readonly refused: readonly { readonly action: Action; readonly why: string }[];
}

/**
 * Bounds a later plan by the one that was approved: what that named, with the same content, and creations in the places
 * of which it said that they are to be looked at later. An operation that also reaches other accounts loses those.
 * Gates change nothing and are always allowed.
 *
 * @throws OrgSecretsError PlanChanged where the plans are for different organizations or prefixes.
 */
export function within(approved: Plan, next: Plan): Within {
  if (approved.organizationId !== next.organizationId || approved.prefix !== next.prefix)
    throw new OrgSecretsError(
      'PlanChanged',
      `The plan is for organization ${approved.organizationId} and prefix ${approved.prefix}, not for ${next.organizationId} and ${next.prefix}.`,
      { fault: 'user', instructions: 'Make a new plan.' },
    );
  const bound = boundOf(approved);
  const allowed: Action[] = [];
  const refused: Within['refused'][number][] = [];
  // Whole-sale refusals hold up what depends on them; an operation that lost its accounts holds up nobody else.
  const missing = new Set<string>();
  for (const action of next.actions) {
    const blocker = action.dependsOn.find((id) => missing.has(id));
    const verdict: Verdict = blocker
      ? { refused: action, why: `${blocker} was not approved` }
      : judge(action, bound);
    if (verdict.allowed) allowed.push(verdict.allowed);
    if (verdict.refused) refused.push({ action: verdict.refused, why: verdict.why ?? notApproved });
    if (!verdict.allowed && (blocker !== undefined || verdict.wholesale || holdsUpAll(action)))
      missing.add(action.id);
  }
  const ids = new Set(allowed.map(({ id }) => id));
  return {
    allowed: allowed.map((action) => ({
      ...action,
      dependsOn: action.dependsOn.filter((id) => ids.has(id)),
    })),
    refused,
  };
}

function holdsUpAll(action: Action): boolean {
  // Nothing proves the delivery of a first recorder that is not made.
  if (action.type === 'create-instances')
    return isShared(action.stackSet.kind) || action.id.endsWith(canarySuffix);
  if (action.type === 'delete-instances') return isShared(action.stackSet.kind);
  return !inTargets.includes(action.type);
}

/** What fails in one target, or is refused there, holds up nobody else. */
const inTargets: readonly Action['type'][] = [
  'start-recorder',
  'put-recorder',
  'put-rules',
  'extend-recorder',
  'update-instances',
  'put-subscription',
  'delete-subscription',
];

interface Verdict {
  readonly allowed?: Action;
  readonly refused?: Action;
  readonly why?: string;
  /** Not for what it reaches, but for what it is: what depends on it can't be done anywhere. */
  readonly wholesale?: boolean;
}

const notApproved = 'it was not in the plan that was approved';

/** An approved plan, as questions to it. */
interface Bound {
  /** Digests of what actions do, by id. */
  readonly contents: ReadonlyMap<string, string>;
  /** What is put back, by targetKey. */
  readonly puts: ReadonlyMap<string, PutRecorder>;
  readonly rules: ReadonlyMap<string, PutRules>;
  /** Groups of the hub that are made anew, by id. */
  readonly rebuilt: ReadonlyMap<string, readonly HubGroup[]>;
  /** Digests of StackSet definitions, by name. */
  readonly definitions: ReadonlyMap<string, string>;
  /** Places that operations reach: `type name account/region`. */
  readonly places: ReadonlySet<string>;
  isLookedAtLater(target: Target, perAccount: boolean): boolean;
}

function boundOf({ actions, lookLater }: Plan): Bound {
  const definitions = new Map<string, string>();
  const places = new Set<string>();
  for (const action of actions) {
    if ('stackSet' in action && 'templateDigest' in action.stackSet)
      definitions.set(action.stackSet.name, definitionDigest(action.stackSet));
    if (isOperation(action)) for (const target of action.targets) places.add(placeKey(action, target));
  }
  const later = new Set(lookLater.map(({ accountId, region }) => `${accountId}/${region ?? ''}`));
  const accounts = new Set(lookLater.map(({ accountId }) => accountId));
  return {
    contents: new Map(actions.map((action) => [action.id, contentDigest(action)])),
    puts: new Map(
      actions.flatMap((one) => (one.type === 'put-recorder' ? [[targetKey(one.target), one]] : [])),
    ),
    rules: new Map(
      actions.flatMap((one) => (one.type === 'put-rules' ? [[targetKey(one.target), one]] : [])),
    ),
    rebuilt: new Map(actions.flatMap((one) => (one.type === 'rebuild-hub' ? [[one.id, one.groups]] : []))),
    definitions,
    places,
    isLookedAtLater: (target, perAccount) =>
      perAccount
        ? accounts.has(target.accountId)
        : later.has(`${target.accountId}/`) || later.has(targetKey(target)),
  };
}

function judge(action: Action, bound: Bound): Verdict {
  switch (action.type) {
    case 'prove-delivery':
    case 'prove-coverage':
    case 'prove-removal':
      return { allowed: action };
    case 'create-instances':
    case 'update-instances':
    case 'update-stack-set':
    case 'delete-instances':
      return judgeOperation(action, bound);
    case 'start-recorder':
      // Who approved that a recorder is put back has approved that it runs.
      if (bound.puts.has(targetKey(action.target)) || bound.isLookedAtLater(action.target, false))
        return { allowed: action };
      return judgeContent(action, bound);
    case 'rebuild-hub':
      return judgeRebuilding(action, bound);
    case 'put-recorder':
      return bound.isLookedAtLater(action.target, false) ? { allowed: action } : judgePut(action, bound);
    case 'put-rules':
      return bound.isLookedAtLater(action.target, false) ? { allowed: action } : judgeRules(action, bound);
    case 'activate-stacksets-access':
    case 'enable-service-access':
    case 'register-delegated-administrator':
    case 'deploy-stack':
    case 'create-stack-set':
    case 'extend-recorder':
    case 'put-aggregator':
    case 'put-subscription':
    case 'delete-subscription':
    case 'delete-stack-set':
    case 'stop-auto-deployment':
    case 'delete-stack':
    case 'delete-aggregator':
    case 'delete-bucket':
      return judgeContent(action, bound);
  }
}

function judgeContent(action: Action, bound: Bound): Verdict {
  const content = bound.contents.get(action.id);
  if (content === undefined) return { refused: action };
  if (content === contentDigest(action)) return { allowed: action };
  return { refused: action, why: somethingElse };
}

/** A part of what was approved is enough: the rest was done by then. */
function judgePut(action: PutRecorder, bound: Bound): Verdict {
  const approved = bound.puts.get(targetKey(action.target));
  if (approved === undefined) return { refused: action };
  const isPart =
    (action.settings === undefined || digest(action.settings) === digest(approved.settings)) &&
    (action.channel === undefined || digest(action.channel) === digest(approved.channel));
  if (isPart && action.recorder === approved.recorder) return { allowed: action };
  return { refused: action, why: somethingElse };
}

function judgeRules(action: PutRules, bound: Bound): Verdict {
  const approved = bound.rules.get(targetKey(action.target));
  if (approved === undefined) return { refused: action };
  const known = new Set(approved.rules.map(digest));
  if (action.rules.every((rule) => known.has(digest(rule)))) return { allowed: action };
  return { refused: action, why: somethingElse };
}

/** The same: fewer groups are enough, and what was left out may always come back. */
function judgeRebuilding(action: RebuildHub, bound: Bound): Verdict {
  const approved = bound.rebuilt.get(action.id);
  if (approved === undefined) return { refused: action };
  const isPart = action.groups.every((group) => approved.includes(group));
  return isPart ? { allowed: action } : { refused: action, why: somethingElse };
}

const somethingElse = 'it would do something else than the plan that was approved';

function judgeOperation(action: Operation, bound: Bound): Verdict {
  const definition = bound.definitions.get(action.stackSet.name);
  if (
    action.type !== 'delete-instances' &&
    definition !== undefined &&
    definition !== definitionDigest(action.stackSet)
  )
    return {
      refused: action,
      why: 'the definition of its StackSet differs from the plan that was approved',
      wholesale: true,
    };
  // An update is approved as a whole: its differences were shown, and where it reaches.
  if (action.type === 'update-stack-set' && !bound.contents.has(action.id)) return { refused: action };
  const { kind } = action.stackSet;
  const perAccount = isShared(kind) || kind === 'member' || kind === 'slr';
  const isAllowed = (target: Target) =>
    bound.places.has(placeKey(action, target)) ||
    (action.type === 'create-instances' && bound.isLookedAtLater(target, perAccount));
  const inside = action.targets.filter(isAllowed);
  const outside = action.targets.filter((target) => !isAllowed(target));
  if (outside.length === 0) return { allowed: action };
  if (inside.length === 0) return { refused: action };
  return { allowed: narrowed(action, inside), refused: narrowed(action, outside) };
}

function placeKey(action: Operation, target: Target): string {
  const how = action.type === 'delete-instances' ? howDeleted(action) : '';
  return `${action.type}${how} ${action.stackSet.name} ${targetKey(target)}`;
}

/** Who approved that an instance is made again has not approved that it goes, and the other way round. */
function howDeleted({ retainStacks, again = false }: DeleteInstances): string {
  return `${retainStacks ? ' retained' : ''}${again ? ' again' : ''}`;
}

/** What a StackSet is, without the accounts: those are judged one by one. */
function definitionDigest({ accounts, organizationalUnits, ...definition }: DesiredStackSet): string {
  void accounts;
  void organizationalUnits;
  return digest(definition);
}

/** What an action does. A stack that is there by now is updated to what was to be created: the end is the same. */
function contentDigest(action: Action): string {
  switch (action.type) {
    case 'create-stack-set':
      return definitionDigest(action.stackSet);
    case 'deploy-stack':
      return digest(action.stack);
    case 'start-recorder':
      return digest(action.recorder);
    case 'extend-recorder':
      return digest([action.recorder, action.differences.map(({ field, to }) => [field, to])]);
    case 'put-aggregator':
      return digest([
        action.change,
        action.aggregator,
        action.differences.map(({ field, to }) => [field, to]),
      ]);
    // Who is there by now gets what was to be subscribed: the end is the same.
    case 'put-subscription':
      return digest([action.topic, action.subscription]);
    case 'delete-subscription':
      return digest(action.subscription);
    case 'delete-stack':
      return digest([action.stack, action.again ?? false]);
    case 'delete-aggregator':
      return digest(action.aggregator);
    case 'delete-bucket':
      return digest(action.bucket);
    default:
      return digest(action.id);
  }
}
