import type { Shape } from '../../../src/simulator/kernel/contract.js';
import type { TestWorld } from '../config/support/world.js';

/** Subscribes an address to a topic, and confirms it as its reader would. */
export async function subscribeMail(
  test: TestWorld,
  topicArn: string,
  endpoint = 'reader@example.com',
  attributes: Shape = {},
): Promise<string> {
  const as = { accountId: topicArn.split(':')[4] ?? '' };
  const input = { TopicArn: topicArn, Protocol: 'email', Endpoint: endpoint, Attributes: attributes };
  await test.call('sns', 'Subscribe', input, as);
  const asked = test.simulator.inbox.findLast(({ kind }) => kind === 'SubscriptionConfirmation');
  const answer = await test.call(
    'sns',
    'ConfirmSubscription',
    { TopicArn: topicArn, Token: asked?.token },
    as,
  );
  return String(answer['SubscriptionArn']);
}

/** What was read at an address, the oldest first. */
export function mailOf(test: TestWorld, endpoint = 'reader@example.com'): readonly string[] {
  return test.simulator.inbox
    .filter((each) => each.kind === 'Notification' && each.endpoint === endpoint)
    .map(({ body }) => body);
}
