import type { Slot, World } from '../../kernel/contract.js';

/** The world file's `config`. */
export interface ConfigReadings {
  readonly failedDeliveries: 'channel-alone' | 'recorder-too';
  readonly changedChannel: 'begins-anew' | 'keeps-status';
  readonly accountsBeyondTheWeek: 'later' | 'refused';
  readonly organizationKeys: 'sent' | 'absent';
}

const readingsSlot: Slot<{ -readonly [name in keyof ConfigReadings]: ConfigReadings[name] }> = {
  name: 'config.readings',
  create: () => ({
    failedDeliveries: 'channel-alone',
    changedChannel: 'begins-anew',
    accountsBeyondTheWeek: 'later',
    organizationKeys: 'sent',
  }),
};

export function seedReadings(world: World, readings: ConfigReadings): void {
  Object.assign(world.state(readingsSlot, 'world', 'global'), readings);
}

/**
 * Does a recorder's own status tell of deliveries that failed? Tools read it so
 * (https://github.com/aquasecurity/cloudsploit/pull/1104), the API model speaks of recording events alone.
 */
export function failedDeliveriesShowInRecorder(world: World): boolean {
  return world.state(readingsSlot, 'world', 'global').failedDeliveries === 'recorder-too';
}

/**
 * Does a channel that is put with another bucket keep the status of its last deliveries? The API model says no more than
 * that the status is that 'of the last attempted delivery' (ConfigExportDeliveryInfo).
 */
export function changedChannelKeepsStatus(world: World): boolean {
  return world.state(readingsSlot, 'world', 'global').changedChannel === 'keeps-status';
}

/**
 * Do the calls with which AWS Config delivers tell no organization? Pages of AWS disagree:
 * https://github.com/ministryofjustice/modernisation-platform/pull/10599 goes by it, the developer guide of 2023 said that
 * organization conditions do not work for this principal.
 */
export function organizationKeysAreAbsent(world: World): boolean {
  return world.state(readingsSlot, 'world', 'global').organizationKeys === 'absent';
}

/**
 * Is an aggregator refused whose organization has more accounts than may be added in a week, or does it take them in week by
 * week? The page of quotas tells the number alone.
 */
export function refusesAccountsBeyondTheWeek(world: World): boolean {
  return world.state(readingsSlot, 'world', 'global').accountsBeyondTheWeek === 'refused';
}
