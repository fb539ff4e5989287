import { validationError } from '../errors.js';
import { evaluate } from './evaluate.js';
import type { Scope } from './evaluate.js';
import { intrinsic, isFields } from './model.js';
import type { Template } from './model.js';
import { parameterValue } from './parameters.js';
import type { ParameterValues } from './parameters.js';
import { mentionsOf } from './references.js';

/** Where a stack stands. */
export interface Place {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
  readonly stackId: string;
  readonly stackName: string;
}

/** The scope of a stack: pseudo parameters, parameters, decided conditions. Rules whose assertion fails are refused here. */
export function scopeOf(
  template: Template,
  parameters: ParameterValues,
  place: Place,
  resource: Scope['resource'],
): Scope {
  const values: Record<string, unknown> = {
    'AWS::AccountId': place.accountId,
    'AWS::NotificationARNs': [],
    'AWS::Partition': place.partition,
    'AWS::Region': place.region,
    'AWS::StackId': place.stackId,
    'AWS::StackName': place.stackName,
    'AWS::URLSuffix': place.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
  };
  for (const [name, declaration] of Object.entries(template.parameters)) {
    values[name] = parameterValue(declaration, parameters[name] ?? '');
  }
  const conditions: Record<string, boolean> = {};
  const scope: Scope = { template, values, conditions, resource };
  for (const name of Object.keys(template.conditions)) decide(name, scope, conditions, []);
  checkRules(scope);
  return scope;
}

function decide(
  name: string,
  scope: Scope,
  decided: Record<string, boolean>,
  trail: readonly string[],
): void {
  if (name in decided) return;
  if (trail.includes(name))
    throw validationError(
      `Template format error: Circular dependency between conditions: [${trail.join(', ')}]`,
    );
  const expression = scope.template.conditions[name];
  for (const other of mentionsOf(expression).conditions) decide(other, scope, decided, [...trail, name]);
  const value = evaluate(expression, scope);
  if (typeof value !== 'boolean')
    throw validationError(
      `Template format error: Condition ${name} must be a function that returns a boolean`,
    );
  decided[name] = value;
}

function checkRules(scope: Scope): void {
  for (const [name, rule] of Object.entries(scope.template.rules)) {
    if (!isFields(rule)) continue;
    if (rule['RuleCondition'] !== undefined && !assertion(rule['RuleCondition'], scope)) continue;
    const assertions = Array.isArray(rule['Assertions']) ? (rule['Assertions'] as readonly unknown[]) : [];
    for (const item of assertions) {
      if (!isFields(item) || assertion(item['Assert'], scope)) continue;
      const said = typeof item['AssertDescription'] === 'string' ? item['AssertDescription'] : name;
      throw validationError(`Template constraint failed: ${said}`);
    }
  }
}

/** Rules have functions that conditions have not: of those, Fn::Contains. */
function assertion(expression: unknown, scope: Scope): boolean {
  const call = intrinsic(expression);
  if (call?.name === 'Fn::Contains' && Array.isArray(call.argument)) {
    const [list, item] = call.argument.map((part: unknown) => evaluate(part, scope));
    return Array.isArray(list) && list.includes(item);
  }
  return evaluate(expression, scope) === true;
}
