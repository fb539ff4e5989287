import {
  changeTopicPolicy,
  deleteBucket,
  deleteBucketPolicy,
  deleteTopic,
  denyDelivery,
} from '../../../support/disturb/delivery.js';
import {
  deleteBus,
  deleteEventRule,
  disableEventRule,
  narrowBusPolicy,
  narrowEventRule,
  removeBusPolicy,
  removeTargets,
} from '../../../support/disturb/events.js';
import { changeTrust, deleteRole, detachPolicy, lengthenSessions } from '../../../support/disturb/roles.js';
import { abroad, at, audit, home, management, shop, type Round } from './deed.js';

const hub = at(audit, home);
const bucket = `orgsecrets-config-${audit}-${home}`;
const topic = `arn:aws:sns:${home}:${audit}:orgsecrets`;
const bus = { ...hub, bus: 'orgsecrets', statement: 'Organization' };
const forward = (accountId: string, region: string) => ({
  ...at(accountId, region),
  rule: 'orgsecrets-forward',
});

const notifyRules = [
  'NotifyPeriodicRotation',
  'NotifyRotationEnabled',
  'NotifyRotationSuccess',
  'NotifyUnused',
  'NotifyUsingCmk',
];

/** What only CloudFormation's drift detection sees, and --remediate mends. */
export const madeRounds: readonly Round[] = [
  {
    title: 'policies of the hub that are edited',
    deeds: [
      {
        what: 'The policy of the bucket is edited: nobody may deliver.',
        disturb: ({ simulator }) => denyDelivery(simulator, bucket),
        finds: [`resource-changed ${audit}/${home} BucketPolicy`],
      },
      {
        what: 'The policy of the bus is edited: only one account may send.',
        disturb: ({ simulator }) => narrowBusPolicy(simulator, bus),
        finds: [`resource-changed ${audit}/${home} BusPolicy`],
      },
    ],
  },
  {
    title: 'policies of the hub that are gone',
    deeds: [
      {
        what: 'The policy of the bucket is deleted.',
        disturb: ({ simulator }) => deleteBucketPolicy(simulator, bucket),
        finds: [`resource-missing ${audit}/${home} BucketPolicy`],
      },
      {
        what: 'The policy of the bus is taken away.',
        disturb: ({ simulator }) => removeBusPolicy(simulator, bus),
        finds: [`resource-missing ${audit}/${home} BusPolicy`],
      },
      {
        what: 'The policy of the topic is edited; a topic always has one.',
        disturb: ({ simulator }) => changeTopicPolicy(simulator, topic),
        finds: [`resource-changed ${audit}/${home} TopicPolicy`],
      },
    ],
  },
  {
    title: 'bucket, bus and topic of the hub that are gone, with what stands on them',
    deeds: [
      {
        what: 'The bucket is deleted with everything in it.',
        disturb: ({ simulator }) => deleteBucket(simulator, bucket),
        finds: [`resource-missing ${audit}/${home} Bucket`, `resource-missing ${audit}/${home} BucketPolicy`],
      },
      {
        what: 'The bus is deleted, and before that its rules.',
        disturb: ({ simulator }) => deleteBus(simulator, hub, 'orgsecrets'),
        finds: [
          `resource-missing ${audit}/${home} Bus`,
          `resource-missing ${audit}/${home} BusPolicy`,
          ...notifyRules.map((rule) => `resource-missing ${audit}/${home} ${rule}` as const),
        ],
      },
      {
        what: 'The topic is deleted.',
        disturb: ({ simulator }) => deleteTopic(simulator, topic),
        finds: [`resource-missing ${audit}/${home} Topic`, `resource-missing ${audit}/${home} TopicPolicy`],
      },
    ],
  },
  {
    // Its sources fail too, until AWS Config tries again.
    title: 'the aggregator’s role that lost its policy',
    only: 'resource-changed',
    deeds: [
      {
        what: 'The role of the aggregator loses its policy.',
        disturb: ({ simulator }) =>
          detachPolicy(simulator, hub, 'orgsecrets-aggregator', 'service-role/AWSConfigRoleForOrganizations'),
        finds: [`resource-changed ${audit}/${home} AggregatorRole`],
      },
    ],
  },
  {
    title: 'the aggregator’s role that is gone',
    only: 'resource-missing',
    deeds: [
      {
        what: 'The role of the aggregator is deleted.',
        disturb: ({ simulator }) => deleteRole(simulator, hub, 'orgsecrets-aggregator'),
        finds: [`resource-missing ${audit}/${home} AggregatorRole`],
      },
    ],
  },
  {
    title: 'forwarding rules',
    deeds: [
      {
        what: 'The forwarding rule of an account is deleted.',
        disturb: ({ simulator }) => deleteEventRule(simulator, forward(shop, home)),
        finds: [`resource-missing ${shop}/${home} ForwardRule`],
      },
      {
        what: 'A forwarding rule is edited: it matches less.',
        disturb: ({ simulator }) => narrowEventRule(simulator, forward(audit, abroad)),
        finds: [`resource-changed ${audit}/${abroad} ForwardRule`],
      },
      {
        what: 'A forwarding rule is turned off.',
        disturb: ({ simulator }) => disableEventRule(simulator, forward(management, home)),
        finds: [`resource-changed ${management}/${home} ForwardRule`],
      },
    ],
  },
  {
    title: 'roles of accounts, and what notifies',
    deeds: [
      {
        what: 'The role with which an account’s events are forwarded is deleted.',
        disturb: ({ simulator }) => deleteRole(simulator, { accountId: shop }, 'orgsecrets-forward'),
        finds: [`resource-missing ${shop}/${home} Forward`],
      },
      {
        what: 'Another trust policy is given to one of our roles in an account.',
        disturb: ({ simulator }) => changeTrust(simulator, { accountId: management }, 'orgsecrets-mend'),
        finds: [`resource-changed ${management}/${home} Mend`],
      },
      {
        what: 'The role with which the hub notifies is deleted.',
        disturb: ({ simulator }) => deleteRole(simulator, hub, 'orgsecrets-notify'),
        finds: [`resource-missing ${audit}/${home} NotifyRole`],
      },
      {
        what: 'A rule of the hub that notifies loses its target.',
        disturb: ({ simulator }) =>
          removeTargets(simulator, { ...hub, bus: 'orgsecrets', rule: 'orgsecrets-notify-unused' }),
        finds: [`resource-changed ${audit}/${home} NotifyUnused`],
      },
    ],
  },
  {
    title: 'the roles of the management account’s StackSets',
    deeds: [
      {
        what: 'A role of the management account’s StackSets is edited.',
        disturb: ({ simulator }) =>
          lengthenSessions(simulator, { accountId: management }, 'orgsecrets-stackset-administration'),
        finds: [`resource-changed ${management}/${home} Administration`],
      },
    ],
  },
];
