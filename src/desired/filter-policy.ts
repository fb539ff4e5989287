import { ruleNames, type RuleName } from '../model/catalog.js';
import { messageIds } from '../model/message-id.js';
import type { SubscriptionConfig } from '../model/org-config.js';
import { ruleSeverity, severities } from '../model/severity.js';
import { compareText, type AccountId } from '../model/target.js';

/** What a filter of ours is made of. */
interface Wanted {
  readonly messages: SubscriptionConfig['messages'];
  /** `undefined`: all. */
  readonly rules: readonly RuleName[] | undefined;
  /** `undefined`: every account. */
  readonly accounts: readonly AccountId[] | undefined;
}

/** Combinations of values. https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
const combinations = 150;
/** A value two levels deep counts twice: the same page, of the body of a message. */
const depth = 2;

/**
 * What a message has to hold, as a filter policy on its body. EventBridge gives messages no attributes, so there is
 * nothing else to filter by. The ids of messages are asked for always: no other hand writes that, so that a subscription
 * is known to be ours by it.
 */
export function filterPolicy({ messages, rules, accounts }: Wanted): string {
  return JSON.stringify({
    id: [{ prefix: messageIds[messages ?? 'all'] }],
    ...(rules ? { content: { keywords: keywordsFor(rules) } } : {}),
    // No text of a message is this one: an empty list is no filter policy.
    ...(accounts ? { metadata: { relatedResources: accounts.length > 0 ? accounts : ['no account'] } } : {}),
  });
}

/** How many accounts a filter takes beside these rules. */
export function mostAccounts(rules: readonly RuleName[] | undefined): number {
  return Math.floor(combinations / depth / (rules ? keywordsFor(rules).length * depth : 1));
}

/** Is the filter one that orgsecrets wrote? */
export function isOurFilter(policy: string | undefined): boolean {
  const ids = idsAskedFor(policy);
  return ids.length > 0 && ids.every((id) => id.startsWith(messageIds.all));
}

/** The rules that are asked for, by name and by severity; `undefined`: all of them. */
export function rulesAskedFor({
  rules,
  severities: levels,
}: Pick<SubscriptionConfig, 'rules' | 'severities'>): readonly RuleName[] | undefined {
  const asked = ruleNames.filter(
    (rule) => (rules?.includes(rule) ?? true) && (levels?.includes(ruleSeverity[rule]) ?? true),
  );
  return asked.length === ruleNames.length ? undefined : asked;
}

/** The fewest keywords that say these rules: a severity stands for all that have it. */
function keywordsFor(rules: readonly RuleName[]): readonly string[] {
  return severities
    .flatMap((severity): readonly string[] => {
      const all = ruleNames.filter((rule) => ruleSeverity[rule] === severity);
      return all.every((rule) => rules.includes(rule))
        ? [severity]
        : all.filter((rule) => rules.includes(rule));
    })
    .toSorted(compareText);
}

function idsAskedFor(policy = '{}'): readonly string[] {
  const parsed = parsedPolicy(policy);
  const ids: unknown =
    typeof parsed === 'object' && parsed !== null && 'id' in parsed ? parsed.id : undefined;
  if (!Array.isArray(ids)) return [];
  return ids.map((one: unknown) =>
    typeof one === 'object' && one !== null && 'prefix' in one ? String(one.prefix) : String(one),
  );
}

/** What SNS answers is what it was given; should it be no JSON, it is a filter like none of ours. */
export function parsedPolicy(policy: string): unknown {
  try {
    return JSON.parse(policy);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
