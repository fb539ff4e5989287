import { shape, text, texts } from '../../../kernel/input.js';
import type { World } from '../../../kernel/contract.js';
import { secretsIn, secretType } from '../../secretsmanager/state.js';
import type { Secret } from '../../secretsmanager/state.js';
import { secretRules } from '../facts.js';
import type { ManagedRule } from '../facts.js';
import { itemsIn } from '../items/state.js';
import type { ConfigRule, Place } from '../state.js';

/** The managed rule behind a rule, where it is one of those for secrets. */
export function managedRule(rule: ConfigRule): (ManagedRule & { readonly identifier: string }) | undefined {
  const source = shape(rule.settings, 'Source') ?? {};
  const identifier = text(source, 'SourceIdentifier') ?? '';
  const managed = text(source, 'Owner') === 'AWS' ? secretRules[identifier] : undefined;
  return managed && { ...managed, identifier };
}

/**
 * The secrets that a rule judges. Rules that changes trigger see what is recorded; periodic ones look at the secrets
 * themselves: "Periodic rules run without the configuration recorder being enabled since periodic rules do not depend on
 * configuration items." https://docs.aws.amazon.com/config/latest/developerguide/resource-config-reference.html
 */
export function subjectsOf(
  world: World,
  place: Place,
  rule: ConfigRule,
  trigger: ManagedRule['trigger'],
): readonly Secret[] {
  const all = trigger === 'periodic' ? Object.values(secretsIn(world, place)) : recorded(world, place);
  return all.filter((secret) => inScope(rule, secret));
}

function recorded(world: World, place: Place): readonly Secret[] {
  return Object.values(itemsIn(world, place).resources[secretType] ?? {}).flatMap((items) => {
    const last = items.at(-1);
    return last === undefined || last.status === 'ResourceDeleted' ? [] : [last.resource as Secret];
  });
}

/** API model, Scope: by type, by type and id, or by tag. */
function inScope(rule: ConfigRule, secret: Secret): boolean {
  const scope = shape(rule.settings, 'Scope');
  if (scope === undefined) return true;
  const types = texts(scope, 'ComplianceResourceTypes') ?? [];
  const id = text(scope, 'ComplianceResourceId');
  const key = text(scope, 'TagKey');
  const value = text(scope, 'TagValue');
  return (
    (types.length === 0 || types.includes(secretType)) &&
    (id === undefined || id === secret.arn) &&
    (key === undefined || (value === undefined ? key in secret.tags : secret.tags[key] === value))
  );
}
