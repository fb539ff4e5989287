import { ruleNames, type RuleName } from '../model/catalog.js';
import type { DesiredRule } from '../model/desired.js';
import type { RuleLook } from '../model/observed.js';
import type { Difference } from '../model/plan.js';
import type { RuleContent } from '../model/rule.js';
import { secretType } from '../model/secret-type.js';
import { ruleParameter } from './parameters.js';
import { defaultFrequency, ruleDifferences } from './rule-differences.js';

interface Made {
  readonly description: string;
  readonly isScoped: boolean;
  /** The rule's parameters, as those of the template. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The template's parameter for a periodic rule. */
  readonly frequency?: string;
}

/** What `templates/rules.yaml` makes; a test holds the two together. */
const made: Readonly<Record<RuleName, Made>> = {
  'secretsmanager-rotation-enabled-check': {
    description:
      'A secret is NON_COMPLIANT where no rotation is scheduled, or where it is scheduled too seldom.',
    isScoped: true,
    parameters: {
      maximumAllowedRotationFrequency: 'MaximumAllowedRotationFrequency',
      maximumAllowedRotationFrequencyInHours: 'MaximumAllowedRotationFrequencyInHours',
    },
  },
  'secretsmanager-scheduled-rotation-success-check': {
    description: 'A secret is NON_COMPLIANT where its last scheduled rotation did not succeed.',
    isScoped: true,
    parameters: {},
  },
  'secretsmanager-secret-periodic-rotation': {
    description: 'A secret is NON_COMPLIANT where it has not been rotated for too many days.',
    isScoped: false,
    parameters: { maxDaysSinceRotation: 'MaxDaysSinceRotation' },
    frequency: 'PeriodicRotationFrequency',
  },
  'secretsmanager-secret-unused': {
    description: 'A secret is NON_COMPLIANT where nobody has read it for too many days.',
    isScoped: false,
    parameters: { unusedForDays: 'UnusedForDays' },
    frequency: 'UnusedFrequency',
  },
  'secretsmanager-using-cmk': {
    description:
      'A secret is NON_COMPLIANT where it is encrypted with aws/secretsmanager, or with a key that is not allowed.',
    isScoped: true,
    parameters: { kmsKeyArns: 'KmsKeyArns' },
  },
};

/** @param given the parameters of the StackSet, as it is or as it should be. */
export function ourRules(given: Readonly<Record<string, string>>): readonly RuleContent[] {
  return ruleNames
    .filter((name) => given[ruleParameter(name)] === 'true')
    .map((name) => {
      const { description, isScoped, parameters, frequency } = made[name];
      const values = Object.entries(parameters).flatMap(([parameter, from]) => {
        const value = given[from] ?? '';
        return value === '' ? [] : [[parameter, value]];
      });
      return {
        name,
        identifier: identifierOf(name),
        description,
        resourceTypes: isScoped ? [secretType] : [],
        parameters: Object.fromEntries(values) as Readonly<Record<string, string>>,
        frequency: (frequency && given[frequency]) || undefined,
      };
    });
}

/** AWS's identifiers are the names in capitals. */
function identifierOf(name: RuleName): string {
  return name.replaceAll('-', '_').toUpperCase();
}

/**
 * How a rule of ours differs from what its stack made: in how it judges, and in what it looks at.
 *
 * @param defaults what AWS takes for a parameter that is not given.
 */
export function madeRuleDifferences(
  should: RuleContent,
  is: RuleLook,
  defaults: DesiredRule['defaults'],
): readonly Difference[] {
  const isPeriodic = should.resourceTypes.length === 0;
  const frequency = isPeriodic ? (should.frequency ?? defaultFrequency) : undefined;
  return [
    ...ruleDifferences({ ...should, defaults, frequency }, is),
    ...(is.narrowedTo === undefined ? [] : [{ field: 'scope', from: is.narrowedTo, to: undefined }]),
  ];
}
