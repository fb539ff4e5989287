import type { Call, Shape } from '../../kernel/contract.js';
import { list, shape, text, texts } from '../../kernel/input.js';
import { invalidValue, validation } from './errors.js';
import { secretRules } from './facts.js';
import type { ManagedRule } from './facts.js';
import { ruleIdentifiers } from './rule-identifiers.js';

const frequencies = ['One_Hour', 'Three_Hours', 'Six_Hours', 'Twelve_Hours', 'TwentyFour_Hours'];

/**
 * Refuses what PutConfigRule refuses. Texts: answers of AWS quoted in
 * https://github.com/awslabs/aws-config-rules/issues/437, and moto's.
 * @throws ServiceError InvalidParameterValueException, ValidationException
 */
export function checkRule(rule: Shape, call: Call): void {
  const name = text(rule, 'ConfigRuleName');
  if (name !== undefined && (name.length > 128 || name.trim() === '')) {
    throw validation(
      `1 validation error detected: Value '${name}' at 'configRule.configRuleName' failed to satisfy constraint: Member must have length less than or equal to 128`,
    );
  }
  const state = text(rule, 'ConfigRuleState');
  if (state !== undefined && state !== 'ACTIVE') {
    throw invalidValue(
      `The ConfigRuleState ${state} is invalid. Only the following values are permitted: ACTIVE`,
    );
  }
  if (text(rule, 'CreatedBy') !== undefined) {
    throw invalidValue(
      'AWS Config populates the CreatedBy field for ServiceLinkedConfigRule. Try again without populating the CreatedBy field',
    );
  }
  checkScope(shape(rule, 'Scope'));
  const frequency = text(rule, 'MaximumExecutionFrequency');
  if (frequency !== undefined && !frequencies.includes(frequency)) {
    throw validation(
      `1 validation error detected: Value '${frequency}' at 'configRule.maximumExecutionFrequency' failed to satisfy constraint: Member must satisfy enum value set: [${frequencies.join(', ')}]`,
    );
  }
  const parameters = parametersOf(rule);
  const source = shape(rule, 'Source');
  if (source === undefined)
    throw validation(
      "Value null at 'configRule.source' failed to satisfy constraint: Member must not be null",
    );
  if (text(source, 'Owner') === 'AWS')
    checkManaged(source, parameters, frequency, text(rule, 'InputParameters'), call);
  else if (!['CUSTOM_LAMBDA', 'CUSTOM_POLICY'].includes(text(source, 'Owner') ?? '')) {
    throw validation(
      `1 validation error detected: Value '${text(source, 'Owner') ?? 'null'}' at 'configRule.source.owner' failed to satisfy constraint: Member must satisfy enum value set: [CUSTOM_LAMBDA, AWS, CUSTOM_POLICY]`,
    );
  }
}

function checkManaged(
  source: Shape,
  parameters: Shape,
  frequency: string | undefined,
  given: string | undefined,
  call: Call,
): void {
  const identifier = text(source, 'SourceIdentifier') ?? '';
  if ((list(source, 'SourceDetails') ?? []).length > 0) {
    throw invalidValue(
      'SourceDetails should be null/empty if the owner is AWS. SourceDetails should be provided if the owner is CUSTOM_LAMBDA',
    );
  }
  const rule = secretRules[identifier];
  if (!ruleIdentifiers.has(identifier) || rule?.unsupportedRegions.includes(call.region)) {
    throw invalidValue(
      `The sourceIdentifier ${identifier} is invalid. Please refer to the documentation for a list of valid sourceIdentifiers that can be used when AWS is the Owner.`,
    );
  }
  if (rule === undefined) return;
  if (rule.trigger === 'change' && frequency !== undefined) {
    throw invalidValue(
      'A maximum execution frequency is not allowed for rules triggered by configuration changes',
    );
  }
  checkParameters(rule, parameters, given ?? '');
}

function checkParameters(rule: ManagedRule, parameters: Shape, given: string): void {
  for (const [name, value] of Object.entries(parameters)) {
    const known = rule.parameters[name];
    if (known === undefined)
      throw invalidValue(`Unknown parameters provided in the inputParameters: ${given}`);
    const fits = typeof value === 'string' && (known.type === 'CSV' || /^\d+$/.test(value));
    if (!fits)
      throw invalidValue(
        `The value of the parameter ${name} in the inputParameters is not valid: a ${known.type} in a string is expected`,
      );
  }
}

/** InputParameters is JSON in a string of at most 1,024 characters. */
function parametersOf(rule: Shape): Shape {
  const given = text(rule, 'InputParameters');
  if (given === undefined) return {};
  if (given.length > 1024) {
    throw validation(
      `1 validation error detected: Value '${given}' at 'configRule.inputParameters' failed to satisfy constraint: Member must have length less than or equal to 1024`,
    );
  }
  try {
    const parsed: unknown = JSON.parse(given);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Shape;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw invalidValue(`Invalid json ${given} passed in the InputParameters field`);
}

function checkScope(scope: Shape | undefined): void {
  if (scope === undefined) return;
  const types = texts(scope, 'ComplianceResourceTypes') ?? [];
  if (text(scope, 'TagValue') !== undefined && text(scope, 'TagKey') === undefined) {
    throw invalidValue('Tag key should not be empty when tag value is provided in scope');
  }
  if (text(scope, 'TagKey') !== undefined && types.length > 0)
    throw invalidValue('Scope cannot be applied to both resource and tag');
  if (text(scope, 'ComplianceResourceId') !== undefined && types.length !== 1) {
    throw invalidValue('A single resourceType should be provided when resourceId is provided in scope');
  }
}
