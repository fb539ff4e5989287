import { moveAccount } from '../../../support/disturb/accounts.js';
import { denyDelivery, disableKey, encryptWithDisabledKey } from '../../../support/disturb/delivery.js';
import {
  failEvaluations,
  letDeliveriesPass,
  troubleSource,
} from '../../../support/disturb/on-the-side-of-aws.js';
import { replaceRecorder } from '../../../support/disturb/recorder.js';
import { deleteRecorderRole } from '../../../support/disturb/roles.js';
import { duplicateRule } from '../../../support/disturb/rules.js';
import { failInstance, makeInoperable } from '../../../support/disturb/stack-sets.js';
import { abroad, at, audit, home, management, shop, type Deed } from './deed.js';

const bucket = `orgsecrets-config-${audit}-${home}`;
const hub = at(audit, home);

export const cmk = 'secretsmanager-using-cmk';
export const unused = 'secretsmanager-secret-unused';

/** Deliveries of everything that is recorded in that world. */
const failing = [`channel-failing ${audit}/${home}`, `channel-failing ${shop}/${home}`] as const;

/** What --remediate leaves as a whole or in part, since it is a person's, or AWS's own, to mend. */
export const leftDeeds = {
  deniedDelivery: {
    what: 'The policy of the bucket is edited, and AWS Config’s next deliveries fail.',
    disturb: async ({ simulator }) => {
      await denyDelivery(simulator, bucket);
      await letDeliveriesPass(simulator);
    },
    finds: [...failing, `resource-changed ${audit}/${home} BucketPolicy`],
  },
  disabledKey: {
    what: 'The bucket is encrypted with a key that is then disabled, and the next deliveries fail.',
    disturb: async ({ simulator }) => {
      await encryptWithDisabledKey(simulator, bucket);
      await letDeliveriesPass(simulator);
    },
    finds: [...failing, `resource-changed ${audit}/${home} Bucket`],
  },
  disabledHubKey: {
    what: 'The key of the hub is disabled.',
    disturb: ({ simulator }) => disableKey(simulator, hub, 'alias/orgsecrets'),
    finds: [`resource-changed ${audit}/${home} Key`],
  },
  failingRecorder: {
    what: 'The role of a recorder is deleted, and AWS Config has noticed.',
    disturb: async ({ simulator }) => {
      await deleteRecorderRole(simulator, at(shop, home));
      await letDeliveriesPass(simulator);
    },
    finds: [
      `recorder-failing ${shop}/${abroad}`,
      `recorder-failing ${shop}/${home}`,
      `service-role-missing ${shop}/`,
    ],
  },
  replacedRecorder: {
    what: 'After a failed update our recorder is deleted, and somebody else’s made in its place.',
    disturb: async ({ simulator }) => {
      // Beside a stack of ours that is there it came later, whatever the last operation came to.
      await failInstance(simulator, `orgsecrets-recorder-${abroad}`, at(shop, abroad));
      await replaceRecorder(simulator, at(shop, abroad));
    },
    finds: [`instance-failed ${shop}/${abroad}`, `recorder-replaced ${shop}/${abroad}`],
  },
  duplicateRule: {
    what: 'One of the rules is made a second time under another name.',
    disturb: ({ simulator }) => duplicateRule(simulator, hub, cmk),
    finds: [`rule-duplicate ${audit}/${home}`],
  },
  failingRule: {
    what: 'AWS Config can’t evaluate a rule.',
    disturb: ({ simulator }) => failEvaluations(simulator, at(management, home), unused),
    finds: [`rule-failing ${management}/${home}`],
  },
  failingSource: {
    what: 'The aggregator can’t collect from a source.',
    disturb: ({ simulator }) => troubleSource(simulator, hub, at(shop, home)),
    finds: [`aggregator-source-failing ${shop}/${home}`],
  },
  outdatedSource: {
    what: 'What the aggregator has of a source is out of date.',
    disturb: ({ simulator }) => troubleSource(simulator, hub, at(shop, abroad), 'outdated'),
    finds: [`aggregator-source-failing ${shop}/${abroad}`],
  },
  inoperableInstance: {
    what: 'AWS fails to delete an instance of a StackSet, which is inoperable then.',
    disturb: ({ simulator }) => makeInoperable(simulator, `orgsecrets-forward-${abroad}`, at(shop, abroad)),
    finds: [`instance-inoperable ${shop}/${abroad}`],
  },
  excludedAccount: {
    what: 'An account that is covered is excluded, and moved out of all units.',
    disturb: async ({ simulator, editOrg }) => {
      await moveAccount(simulator, shop, 'root');
      editOrg((text) => text.replace('  exclude:\n', `  exclude:\n    - { id: '${shop}', reason: sold }\n`));
    },
    finds: [
      ...Array.from({ length: 3 }, () => `surplus ${shop}/${abroad}` as const),
      ...Array.from({ length: 5 }, () => `surplus ${shop}/${home}` as const),
    ],
  },
} as const satisfies Readonly<Record<string, Deed>>;
