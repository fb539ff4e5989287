import { chatEndpoint } from '../model/chat.js';
import type { DesiredNotifications, DesiredSubscription } from '../model/desired.js';
import type { OrgConfig, SubscriptionConfig } from '../model/org-config.js';
import type { Organization } from '../model/organization.js';
import { compareText, type AccountId, type RegionName, type Target } from '../model/target.js';
import { unitId } from './covered-units.js';
import { filterPolicy, mostAccounts, rulesAskedFor } from './filter-policy.js';
import { topicArn, type NameParts } from './names.js';

interface Notified {
  readonly notifications: DesiredNotifications | undefined;
  readonly warnings: readonly string[];
}

/**
 * Who is told, and of what: by each topic the same, but for digests, which the home Region's topic alone brings. An
 * organizational unit becomes the covered accounts below it, since an event names an account and no unit.
 *
 * @param regions those that have a topic.
 * @throws OrgSecretsError InvalidConfig for a unit that the organization does not have.
 */
export function notificationsOf(
  config: OrgConfig,
  organization: Organization,
  coverage: readonly Target[],
  regions: readonly RegionName[],
  names: NameParts,
  configFile: string,
): Notified {
  if (!config.notifications.enabled || organization.only) return { notifications: undefined, warnings: [] };
  const covered = new Set(coverage.map(({ accountId }) => accountId));
  const made = config.notifications.subscriptions.map((asked, index) => ({
    asked,
    ...subscriptionOf(asked, organization, covered, `${configFile} notifications.subscriptions[${index}]`),
  }));
  return {
    notifications: {
      topics: regions.map((region) => ({
        arn: topicArn(names, region),
        region,
        subscriptions: made
          .filter(({ asked }) => asked.messages !== 'digests' || region === names.homeRegion)
          .flatMap(({ subscription }) => subscription ?? []),
      })),
      refused: made.flatMap(({ refused }) => refused ?? []),
    },
    warnings: made.flatMap(({ warnings }) => warnings),
  };
}

function subscriptionOf(
  asked: SubscriptionConfig,
  organization: Organization,
  covered: ReadonlySet<AccountId>,
  place: string,
): {
  readonly subscription?: DesiredSubscription;
  readonly refused?: DesiredNotifications['refused'][number];
  readonly warnings: readonly string[];
} {
  const rules = rulesAskedFor(asked);
  const below = accountsOf(asked, organization, `${place}.organizationalUnits`);
  const accounts = below?.filter((id) => covered.has(id));
  const isChat = asked.protocol === 'chat';
  const address = {
    protocol: asked.protocol === 'chat' ? 'https' : asked.protocol,
    endpoint: isChat ? chatEndpoint : (asked.endpoint ?? ''),
  } as const;
  const uncovered = asked.accounts?.filter((id) => !covered.has(id)) ?? [];
  const warnings = [
    ...(uncovered.length > 0
      ? [`${place}.accounts: nothing comes from what is not covered: ${uncovered.join(', ')}.`]
      : []),
    ...(asked.organizationalUnits && accounts?.length === 0
      ? [`${place}.organizationalUnits: no account below is covered, so nothing comes from there.`]
      : []),
  ];
  const most = mostAccounts(rules);
  if (accounts && accounts.length > most)
    return {
      refused: {
        ...address,
        reason: `${place} names ${accounts.length} accounts, and a filter of Amazon SNS takes ${most}${rules ? ' beside rules or severities' : ''}`,
        instructions: `Name fewer accounts, or units with fewer below${rules ? '; or leave out rules and severities' : ''}; or none, and let the receiver choose.`,
      },
      warnings,
    };
  return {
    subscription: {
      ...address,
      filterPolicy: filterPolicy({ messages: asked.messages, rules, accounts }),
      raw: asked.raw ?? false,
    },
    warnings,
  };
}

/** `undefined`: every account. */
function accountsOf(
  { accounts, organizationalUnits }: SubscriptionConfig,
  organization: Organization,
  place: string,
): readonly AccountId[] | undefined {
  if (accounts) return accounts.toSorted(compareText);
  if (!organizationalUnits) return undefined;
  const units = new Set(organizationalUnits.map((unit) => unitId(unit, organization, place)));
  return organization.accounts
    .filter(({ path }) => path.some((id) => units.has(id)))
    .map(({ id }) => id)
    .toSorted(compareText);
}
