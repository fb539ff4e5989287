import type { ObservedAggregator, TargetLook } from '../../src/model/observed.js';
import { LookRefused } from '../../src/observed/look-refused.js';
import type { AggregatorReadPort, ConfigReadPort, MembersPort } from '../../src/observed/ports.js';
import { provedTarget } from '../support/desired.js';

/** Targets by key, as they are; what is not named is proved. */
export type Targets = Readonly<Record<string, TargetLook>>;

/** Members whose targets answer as given; each call is noted, e.g. `333333333333/eu-west-1 recorderStatus`. */
export function fakeMembers(
  targets: Targets = {},
  refused: readonly string[] = [],
  aggregators: Readonly<Record<string, readonly ObservedAggregator[]>> = {},
) {
  const calls: string[] = [];
  const members: MembersPort = {
    look: async (accountId) => {
      calls.push(`${accountId} look`);
      if (refused.includes(accountId)) throw new LookRefused('no-role', 'AccessDenied: no role');
      return {
        role: 'orgsecrets-look',
        config: (region) => config(`${accountId}/${region}`),
        secrets: () => ({ list: async () => [] }),
        aggregators: async (region) => {
          calls.push(`${accountId}/${region} aggregators`);
          return aggregators[accountId] ?? [];
        },
        hasServiceLinkedRole: async () => {
          calls.push(`${accountId} hasServiceLinkedRole`);
          return true;
        },
        hasStack: async (stackId, region) => {
          calls.push(`${accountId}/${region} hasStack`);
          return stackId !== 'deleted';
        },
      };
    },
    renew: () => {},
    topics: () => Promise.resolve({ subscriptions: () => Promise.resolve([]) }),
    aggregators: async () => {
      if (refused.includes('aggregators')) throw new LookRefused('no-role', 'AccessDenied: no role');
      const port: AggregatorReadPort = {
        describeAggregators: async () => [],
        sourcesStatus: async () => [],
        troubledSources: async () => [],
      };
      return port;
    },
  };
  const config = (key: string): ConfigReadPort => {
    const answer = <T>(call: string, read: (look: typeof provedTarget) => T) => {
      calls.push(`${key} ${call}`);
      const look = targets[key] ?? provedTarget;
      if (!look.seen) throw new LookRefused(look.why, look.reason);
      return read(look);
    };
    return {
      recorderStatus: async () =>
        answer('recorderStatus', ({ recorder }) => recorder && { ...recorder, settings: undefined }),
      recorderSettings: async () => answer('recorderSettings', ({ recorder }) => recorder?.settings),
      channelStatus: async () =>
        answer('channelStatus', ({ channel }) => (channel === 'not-looked' ? undefined : channel)),
      channelSettings: async () =>
        answer('channelSettings', ({ channel }) =>
          channel === 'not-looked' ? undefined : channel?.settings,
        ),
      allRules: async () => answer('allRules', ({ rules }) => (rules === 'not-looked' ? [] : rules)),
      failuresOf: async (names) => {
        calls.push(`${key} failuresOf ${names.join()}`);
        return new Map();
      },
      rules: async (names) =>
        answer('rules', ({ rules }) =>
          rules === 'not-looked' ? [] : rules.filter(({ name }) => names.includes(name)),
        ),
    };
  };
  return { members, calls };
}
