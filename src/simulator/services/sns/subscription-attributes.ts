import { checkFilterPolicy, scopes } from './filter-policy.js';
import type { Subscription } from './state.js';
import { invalidParameter } from './topic-access.js';

/** Source: https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html */
const settable = [
  'DeliveryPolicy',
  'FilterPolicy',
  'FilterPolicyScope',
  'RawMessageDelivery',
  'RedrivePolicy',
  'SubscriptionRoleArn',
];
/** Who can be sent the bare message. */
const rawProtocols = ['http', 'https', 'sqs', 'firehose'];

/**
 * The attributes after a change of one; the empty text takes it away.
 * @throws ServiceError InvalidParameter
 */
export function changedAttributes(
  { protocol, attributes }: Pick<Subscription, 'protocol' | 'attributes'>,
  changes: Readonly<Record<string, string>>,
): Record<string, string> {
  const changed = { ...attributes, ...changes };
  for (const name of Object.keys(changes))
    if (!settable.includes(name)) throw invalidParameter('AttributeName');
  const { FilterPolicy = '', FilterPolicyScope: scope = scopes[0], RawMessageDelivery: raw } = changed;
  if (!scopes.some((each) => each === scope)) throw invalidParameter('FilterPolicyScope');
  if (FilterPolicy !== '' && FilterPolicy !== '{}') checkFilterPolicy(FilterPolicy, scope);
  if (raw !== undefined && !['true', 'false'].includes(raw)) throw invalidParameter('RawMessageDelivery');
  if (raw === 'true' && !rawProtocols.includes(protocol))
    throw invalidParameter(`Delivery protocol [${protocol}] does not support raw message delivery.`);
  return Object.fromEntries(
    // "To remove a filter policy, set it to {}", says the operation's page of its examples.
    Object.entries(changed).filter(
      ([name, value]) => value !== '' && !(name === 'FilterPolicy' && value === '{}'),
    ),
  );
}
