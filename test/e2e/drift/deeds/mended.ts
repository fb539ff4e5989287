import { administratorOf } from '../../../support/disturb/administrator.js';
import { deleteAggregator, narrowAggregator } from '../../../support/disturb/aggregator.js';
import {
  changeMode,
  changeRole,
  changeTypes,
  deleteChannel,
  deleteRecorder,
  pointChannelElsewhere,
  stopRecorder,
} from '../../../support/disturb/recorder.js';
import { deleteRecorderRole } from '../../../support/disturb/roles.js';
import { changeFrequency, changeParameters, deleteRule } from '../../../support/disturb/rules.js';
import {
  deleteInstance,
  deleteStack,
  failInstance,
  otherParameters,
  otherTemplate,
  outdateInstance,
} from '../../../support/disturb/stack-sets.js';
import { abroad, at, audit, home, management, shop, type Round } from './deed.js';

const cmk = 'secretsmanager-using-cmk';
const unused = 'secretsmanager-secret-unused';

/** What --remediate mends, but for what only drift detection sees. */
export const mendedRounds: readonly Round[] = [
  {
    title: 'recorders and channels',
    deeds: [
      {
        what: 'A recorder is stopped.',
        disturb: ({ simulator }) => stopRecorder(simulator, at(shop, home)),
        finds: [`recorder-stopped ${shop}/${home}`],
      },
      {
        what: 'A recorder is deleted.',
        disturb: ({ simulator }) => deleteRecorder(simulator, at(shop, abroad)),
        finds: [`recorder-missing ${shop}/${abroad}`],
      },
      {
        what: 'A recorder is given other types to record.',
        disturb: ({ simulator }) => changeTypes(simulator, at(audit, home)),
        finds: [`recorder-changed ${audit}/${home}`],
      },
      {
        what: 'A recorder is told to record once a day.',
        disturb: ({ simulator }) => changeMode(simulator, at(audit, abroad)),
        finds: [`recorder-changed ${audit}/${abroad}`],
      },
      {
        what: 'A recorder is given another role.',
        disturb: ({ simulator }) => changeRole(simulator, at(shop, home)),
        finds: [`recorder-changed ${shop}/${home}`],
      },
      {
        what: 'A delivery channel is deleted, for which the recorder has to be stopped.',
        disturb: ({ simulator }) => deleteChannel(simulator, at(management, home)),
        finds: [`channel-missing ${management}/${home}`, `recorder-stopped ${management}/${home}`],
      },
      {
        what: 'A delivery channel is pointed at another bucket.',
        disturb: ({ simulator }) => pointChannelElsewhere(simulator, at(management, abroad)),
        finds: [`channel-changed ${management}/${abroad}`],
      },
    ],
  },
  {
    title: 'StackSets and their instances',
    deeds: [
      {
        what: 'The stack of a recorder is deleted in the account, behind CloudFormation’s back.',
        disturb: ({ simulator }) => deleteStack(simulator, `orgsecrets-recorder-${home}`, at(shop, home)),
        finds: [`stack-deleted ${shop}/${home}`],
      },
      {
        what: 'An instance of a StackSet is deleted.',
        disturb: ({ simulator }) => deleteInstance(simulator, `orgsecrets-forward-${home}`, at(shop, home)),
        finds: [`instance-missing ${shop}/${home}`],
      },
      {
        what: 'An update fails in one account.',
        disturb: ({ simulator }) => failInstance(simulator, `orgsecrets-rules-${home}`, at(audit, home)),
        finds: [`instance-failed ${audit}/${home}`],
      },
      {
        what: 'An update passes one account by.',
        disturb: ({ simulator }) => outdateInstance(simulator, 'orgsecrets-member', at(audit, home)),
        finds: [`instance-outdated ${audit}/${home}`],
      },
      {
        what: 'A StackSet has the parameters of an earlier version.',
        disturb: ({ simulator }) =>
          otherParameters(simulator, `orgsecrets-rules-${abroad}`, { UnusedForDays: '30' }),
        finds: ['definition-outdated /'],
      },
      {
        what: 'A StackSet has the template of an earlier version.',
        disturb: ({ simulator }) => otherTemplate(simulator, `orgsecrets-management-forward-${home}`),
        finds: ['definition-outdated /'],
      },
      {
        what: 'All that an account has in a Region is deleted.',
        disturb: async ({ simulator }) => {
          for (const kind of ['forward', 'rules', 'recorder'])
            await deleteInstance(simulator, `orgsecrets-${kind}-${abroad}`, at(shop, abroad));
        },
        finds: [`not-covered ${shop}/${abroad}`],
      },
      {
        what: 'The aggregator is narrowed to fewer Regions.',
        disturb: ({ simulator }) => narrowAggregator(simulator, at(audit, home), [home]),
        finds: [`aggregator-changed ${audit}/${home}`],
      },
    ],
  },
  {
    title: 'what stands before them',
    deeds: [
      {
        what: 'A StackSet is deleted, with its instances.',
        disturb: async ({ simulator }) => {
          const name = `orgsecrets-forward-${abroad}`;
          for (const accountId of [audit, shop]) await deleteInstance(simulator, name, at(accountId, abroad));
          await administratorOf(simulator, { accountId: management }).call(
            'cloudformation',
            'DeleteStackSet',
            { StackSetName: name },
          );
        },
        finds: ['definition-missing /'],
      },
      {
        what: 'The stack with the roles of the management account’s StackSets is deleted.',
        disturb: async ({ simulator }) => {
          const StackName = 'orgsecrets-management-roles';
          await administratorOf(simulator, { accountId: management }).call('cloudformation', 'DeleteStack', {
            StackName,
          });
        },
        finds: [`management-roles-changed ${management}/${home}`],
      },
      {
        what: 'The delegated administrator is deregistered, and with that its aggregator deleted.',
        disturb: async ({ simulator }) => {
          await administratorOf(simulator, { accountId: management }).call(
            'organizations',
            'DeregisterDelegatedAdministrator',
            { AccountId: audit, ServicePrincipal: 'config.amazonaws.com' },
          );
          await deleteAggregator(simulator, at(audit, home));
        },
        finds: [`trusted-access-lost ${audit}/`, `aggregator-missing ${audit}/${home}`],
      },
      {
        what: 'The service-linked role of AWS Config is deleted.',
        disturb: ({ simulator }) => deleteRecorderRole(simulator, at(shop, home)),
        finds: [`service-role-missing ${shop}/`],
      },
    ],
  },
  {
    title: 'rules, one by one',
    depth: 'deep',
    deeds: [
      {
        what: 'A rule is deleted.',
        disturb: ({ simulator }) => deleteRule(simulator, at(shop, home), cmk),
        finds: [`rule-missing ${shop}/${home}`],
      },
      {
        what: 'A rule is given other parameters.',
        disturb: ({ simulator }) =>
          changeParameters(simulator, at(shop, abroad), unused, { unusedForDays: '5' }),
        finds: [`rule-changed ${shop}/${abroad}`],
      },
      {
        what: 'A rule is told to run at another frequency.',
        disturb: ({ simulator }) => changeFrequency(simulator, at(audit, home), unused),
        finds: [`rule-changed ${audit}/${home}`],
      },
      {
        what: 'The stack of an account’s rules is deleted in the account, behind CloudFormation’s back.',
        disturb: ({ simulator }) => deleteStack(simulator, `orgsecrets-rules-${abroad}`, at(audit, abroad)),
        finds: [`stack-deleted ${audit}/${abroad}`],
      },
      {
        what: 'A rule and then the recorder that it needs are deleted.',
        disturb: async ({ simulator }) => {
          await deleteRule(simulator, at(management, home), unused);
          await deleteRecorder(simulator, at(management, home));
        },
        finds: [`rule-missing ${management}/${home}`, `recorder-missing ${management}/${home}`],
      },
    ],
  },
];
