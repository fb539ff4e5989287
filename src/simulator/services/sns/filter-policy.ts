import { matches, parsePattern } from '../../event-pattern/pattern.js';
import { PatternSyntax } from '../../event-pattern/syntax.js';
import { ServiceError } from '../../kernel/contract.js';
import { isShape } from '../../kernel/input.js';
import { messageFor } from './envelope.js';
import type { Notice } from './envelope.js';
import type { Subscription, Topic } from './state.js';
import { invalidParameter } from './topic-access.js';

export const scopes = ['MessageAttributes', 'MessageBody'] as const;

/** Source: https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
const maximum = { keys: 5, combinations: 150, bytes: 256 * 1024, ofATopic: 200 };

/** What EventBridge has and SNS has not. Source: https://docs.aws.amazon.com/sns/latest/dg/string-value-matching.html */
const foreign = /"(wildcard|exactly)"\s*:/;

/**
 * Refuses what SNS refuses as a filter policy. The texts are assumed, but for their beginning.
 * @throws ServiceError InvalidParameter
 */
export function checkFilterPolicy(policy: string, scope: string): void {
  if (Buffer.byteLength(policy) > maximum.bytes) throw wrong('Filter policy is too long');
  try {
    parsePattern(policy);
  } catch (error) {
    if (!(error instanceof PatternSyntax)) throw error;
    throw wrong(error.message);
  }
  if (foreign.test(policy)) throw wrong('Unrecognized match type');
  const lists = [...listsIn(JSON.parse(policy) as unknown, 1)];
  if (new Set(lists.map(({ key }) => key)).size > maximum.keys)
    throw wrong('Filter policy can not have more than 5 keys');
  if (scope === 'MessageAttributes' && lists.some(({ depth }) => depth > 1))
    throw invalidParameter('Filter policy scope MessageAttributes does not support nested filter policy');
  const combinations = lists.reduce((product, { values, depth }) => product * values * depth, 1);
  if (combinations > maximum.combinations) throw wrong('Filter policy is too complex');
}

/**
 * A topic has so many filter policies, unless AWS gave it more; a subscription without one is still taken.
 * Source: https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html
 *
 * @throws ServiceError FilterPolicyLimitExceeded (403); its text is assumed.
 */
export function checkFilterCount(topic: Topic, changed: Pick<Subscription, 'arn' | 'attributes'>): void {
  if (changed.attributes['FilterPolicy'] === undefined) return;
  const others = topic.subscriptions.filter(
    ({ arn, attributes }) => arn !== changed.arn && attributes['FilterPolicy'] !== undefined,
  );
  if (others.length >= maximum.ofATopic)
    throw new ServiceError('FilterPolicyLimitExceeded', 'The topic has too many filter policies', {
      status: 403,
    });
}

function wrong(reason: string): Error {
  return invalidParameter(`FilterPolicy: ${reason}`);
}

/** Every list of values with its level: "4 x 3", says the page, of four values three levels deep. */
function* listsIn(
  value: unknown,
  depth: number,
): Generator<{ readonly key: string; readonly values: number; readonly depth: number }> {
  if (!isShape(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === '$or' && Array.isArray(inner)) for (const each of inner) yield* listsIn(each, depth);
    else if (Array.isArray(inner)) yield { key, values: inner.length, depth };
    else yield* listsIn(inner, depth + 1);
  }
}

/**
 * Does the subscription want the message? By its attributes, or by its body, which then has to be a JSON object.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering-scope.html
 */
export function wants(subscription: Subscription, notice: Notice): boolean {
  const { FilterPolicy, FilterPolicyScope } = subscription.attributes;
  if (FilterPolicy === undefined || FilterPolicy === '{}') return true;
  const subject =
    FilterPolicyScope === 'MessageBody'
      ? parsed(messageFor(subscription, notice))
      : attributesAsObject(notice.attributes);
  return isShape(subject) && matches(parsePattern(FilterPolicy), subject);
}

function attributesAsObject(attributes: Notice['attributes']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([, { StringValue }]) => StringValue !== undefined)
      .map(([name, { DataType, StringValue = '' }]) => {
        if (DataType.startsWith('String.Array')) return [name, parsed(StringValue)];
        return [name, DataType.startsWith('Number') ? Number(StringValue) : StringValue];
      }),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
