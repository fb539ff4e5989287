import type { SubscriptionsStatus, SubscriptionStatus } from '../model/subscription-status.js';
import { addressOf } from './action-title.js';
import { hanging, section } from './text/style.js';
import type { Style } from './text/style.js';

const meanings: Readonly<Record<SubscriptionStatus['state'], string>> = {
  subscribed: 'subscribed',
  waiting: 'waits to be confirmed',
  missing: 'not subscribed',
  changed: 'subscribed, and not as the org.yaml says',
  surplus: 'subscribed, and no more in the org.yaml',
  foreign: 'subscribed by others, and left alone',
};

const shades = {
  subscribed: 'green',
  waiting: 'yellow',
  missing: 'yellow',
  changed: 'yellow',
  surplus: 'yellow',
  foreign: 'dim',
} as const satisfies Readonly<Record<SubscriptionStatus['state'], string>>;

/** Who is told by a topic; nothing where that is nobody at all. */
export function renderSubscriptions(status: SubscriptionsStatus, style: Style): readonly string[] {
  const { colors } = style;
  if (status.unknown !== undefined)
    return section(
      style,
      `Subscriptions to ${status.topicArn}`,
      hanging(style, '', `could not be read: ${status.unknown}`).map((line) => colors.yellow(line)),
    );
  return section(
    style,
    `Subscriptions to ${status.topicArn}`,
    status.subscriptions.flatMap((one) => {
      const detail = one.detail === undefined ? '' : ` (${one.detail})`;
      const paint = colors[shades[one.state]];
      return hanging(style, '', `${addressOf(one)}: ${meanings[one.state]}${detail}`).map((line) =>
        paint(line),
      );
    }),
  );
}
