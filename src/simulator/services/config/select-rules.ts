import type { Call, Shape } from '../../kernel/contract.js';
import { text, texts } from '../../kernel/input.js';
import { page } from '../../kernel/pages.js';
import type { Page } from '../../kernel/pages.js';
import { noSuchRule, validation } from './errors.js';
import { stateOf } from './state.js';
import type { ConfigRule } from './state.js';

/**
 * One page of the rules that a describe call names (at most 25), or of all of them, in the order of their names.
 * @throws ServiceError NoSuchConfigRuleException, InvalidNextTokenException, ValidationException
 */
export function selectRules(
  input: Shape,
  call: Call,
  size: { limit?: number | undefined; defaultSize: number; maxSize?: number },
): Page<ConfigRule> {
  return page(call.world, rulesNamed(texts(input, 'ConfigRuleNames') ?? [], call), {
    ...size,
    limit: size.limit,
    token: text(input, 'NextToken'),
    tokenError: 'InvalidNextTokenException',
  });
}

/** The rules of these names, or all of them. */
export function rulesNamed(names: readonly string[], call: Call): readonly ConfigRule[] {
  if (names.length > 25) {
    throw validation(
      "1 validation error detected: Value at 'configRuleNames' failed to satisfy constraint: Member must have length less than or equal to 25",
    );
  }
  const { rules } = stateOf(call);
  if (names.length === 0) return Object.values(rules).sort((a, b) => (a.name < b.name ? -1 : 1));
  return names.map((name) => rules[name] ?? missing(name));
}

function missing(name: string): never {
  throw noSuchRule(name);
}
