import type { ApplyContext } from '../apply/context.js';
import type { AskDelivery } from '../verify/fresh-deliveries.js';

/** What a proof needs besides, to ask for a delivery where the last one failed. */
export function askingDeliveries({ ports }: Pick<ApplyContext, 'ports'>): {
  readonly askDelivery: AskDelivery;
} {
  return { askDelivery: (target, channel) => ports.config.deliverSnapshot(target, channel) };
}
