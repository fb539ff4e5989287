import { ruleNames, type RuleName } from '../model/catalog.js';
import type { ActionResult, TargetFailure } from '../model/outcome.js';
import type { StandingStackSet } from '../model/plan.js';
import type { RuleRefusal } from '../model/rule-refusal.js';

/** What may make a further try succeed where this one failed. */
export type Cure =
  /** AWS is still setting the account, or the Region in it, up, or does not know a new role everywhere yet. */
  | { readonly by: 'time' }
  /** The same after such an action; without one in this run it is waited for only a little. */
  | { readonly by: 'time'; readonly after: MakesKnown }
  /** The same without a rule that AWS does not take in this Region. */
  | { readonly by: 'leaving-out'; readonly refusal: RuleRefusal };

/** What these make is known everywhere only a while after they are done. */
export type MakesKnown = 'activate-stacksets-access' | 'deploy-stack';

/**
 * What AWS says of an account or Region that is still being set up: error codes of
 * https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html, their texts, and how StackSets words a Region
 * whose endpoints do not take the account's credentials yet. assumed: StackSets passes them on in the status reason.
 */
const settingUp =
  /OptInRequired|SubscriptionRequired|InvalidClientTokenId|UnrecognizedClient|RegionDisabled|needs a subscription for the service|STS is not activated in this region/i;

/**
 * The roles of our self-managed StackSets are made moments before, and a new role is known everywhere only after a while.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html#troubleshoot_general_eventual-consistency
 */
const roleNotKnown = /^Account \d{12} should have '\S+' role with trust relationship to /;

/** assumed: right after ActivateOrganizationsAccess StackSets may still say so. */
const accessNotKnown = /must enable organizations access/i;

/** https://github.com/awslabs/aws-config-rules/issues/437, https://github.com/niaid/terraform-aws-managed-config-rules/issues/46 */
const refusedRule = /The sourceIdentifier ([A-Z_]+) is invalid\./;

/** @returns `undefined`: trying again would end in the same way. */
export function cureOf(
  { action }: Pick<ActionResult, 'action'>,
  { region, reason }: TargetFailure,
): Cure | undefined {
  const [words, identifier = ''] = refusedRule.exec(reason) ?? [];
  const rule = ruleOf(identifier);
  if ('stackSet' in action && action.stackSet.kind === 'rules' && region && rule && words)
    return { by: 'leaving-out', refusal: { region, rule, reason: words } };
  const ofOurRoles = 'stackSet' in action && isOfNewRoles(action.stackSet, reason);
  // Where something of ours stands AWS has set the account up long since: the Region was disabled.
  const isSettingUp = action.type !== 'delete-instances' && isOutOfReach(reason);
  if (isSettingUp) return { by: 'time' };
  if (ofOurRoles) return { by: 'time', after: 'deploy-stack' };
  return accessNotKnown.test(reason) ? { by: 'time', after: 'activate-stacksets-access' } : undefined;
}

/** Does AWS say that it does not know a role of our self-managed StackSets, which may have been made just now? */
export function isOfNewRoles(
  { permissionModel }: Pick<StandingStackSet, 'permissionModel'>,
  reason: string,
): boolean {
  return permissionModel === 'SELF_MANAGED' && roleNotKnown.test(reason);
}

/** Does AWS say that nobody's credentials of that account are taken in that Region? */
export function isOutOfReach(reason: string): boolean {
  return settingUp.test(reason);
}

/** AWS's identifiers are the names in capitals. */
function ruleOf(identifier: string): RuleName | undefined {
  return ruleNames.find((name) => name.replaceAll('-', '_').toUpperCase() === identifier);
}
