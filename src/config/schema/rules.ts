import { z } from 'zod';
import {
  ruleFrequencies,
  type Catalog,
  type ManagedRule,
  type RuleName,
  type RuleParameter,
} from '../../model/catalog.js';
import type { RuleParameterValue } from '../../model/org-config.js';
import { excludedRegions, keyArn } from './primitives.js';

/** The section `rules`: one strict object per rule of the catalog, with the parameters that the rule has. */
export function rulesSchema(catalog: Catalog, region: z.ZodType<string, string>) {
  const shape = Object.fromEntries(catalog.rules.map((rule) => [rule.name, ruleSchema(rule, region)]));
  // The catalog's loader has made sure that it holds exactly the five rules.
  return z.strictObject(shape as Record<RuleName, ReturnType<typeof ruleSchema>>);
}

function ruleSchema(rule: ManagedRule, region: z.ZodType<string, string>) {
  const frequency = z
    .enum(ruleFrequencies)
    .optional()
    .describe('How often AWS Config runs the rule. Left out: once a day.');
  const shape = {
    enabled: z.boolean().default(true).describe('false: the rule is not deployed.'),
    parameters: parametersSchema(rule)
      .prefault({})
      .describe("By AWS's names. What is left out keeps AWS's default."),
    excludeRegions: excludedRegions(region)
      .optional()
      .describe(
        'Regions that do without this rule, because AWS refuses it there, say: a name, or a name with a reason.',
      ),
    frequency,
  };
  const schema = z.strictObject(shape);
  // Only periodic rules have a frequency. Where the key is not in the shape it is refused as unknown; the type keeps it
  // optional, so that both kinds of rule have one type.
  const own: typeof schema =
    rule.trigger === 'periodic'
      ? schema
      : (z.strictObject({
          enabled: shape.enabled,
          parameters: shape.parameters,
          excludeRegions: shape.excludeRegions,
        }) as never);
  return own.prefault({}).describe(rule.description);
}

function parametersSchema(rule: ManagedRule) {
  const shape: Record<string, z.ZodOptional<z.ZodType<RuleParameterValue, RuleParameterValue>>> = {};
  for (const parameter of rule.parameters) {
    shape[parameter.name] = parameterSchema(parameter).optional().describe(describe(parameter));
  }
  return z.strictObject(shape);
}

function parameterSchema(parameter: RuleParameter): z.ZodType<RuleParameterValue, RuleParameterValue> {
  if (parameter.type === 'key-arns') return z.array(keyArn).min(1);
  return z.int().min(parameter.minimum).max(parameter.maximum);
}

function describe(parameter: RuleParameter): string {
  if (parameter.type === 'key-arns' || parameter.default === undefined) return parameter.description;
  return `${parameter.description} AWS's default: ${parameter.default}.`;
}
