import { expect } from 'chai';
import type { DriftKind } from '../../../src/model/drift.js';
import type { DriftDocument } from '../../../src/report/json/drift.js';
import { startCliWorld, type CliWorld, type Ended } from '../../support/cli.js';
import { administratorOf } from '../../support/disturb/administrator.js';
import { deleteAggregator, narrowAggregator } from '../../support/disturb/aggregator.js';
import {
  changeMode,
  changeRole,
  changeTypes,
  deleteChannel,
  deleteRecorder,
  pointChannelElsewhere,
  stopRecorder,
} from '../../support/disturb/recorder.js';
import { deleteRecorderRole } from '../../support/disturb/roles.js';
import { changeFrequency, changeParameters, deleteRule } from '../../support/disturb/rules.js';
import {
  deleteInstance,
  deleteStack,
  failInstance,
  otherParameters,
  otherTemplate,
  outdateInstance,
} from '../../support/disturb/stack-sets.js';
import { applyTo, targetsIn } from '../../support/real-life.js';
import { expectSchema } from '../schema.js';

const [management, audit, shop] = ['111111111111', '222222222222', '333333333333'];
const [home, abroad] = ['us-east-1', 'eu-central-1'];
const at = (accountId: string, region: string) => ({ accountId, region });

const cmk = 'secretsmanager-using-cmk';
const unused = 'secretsmanager-secret-unused';

interface Round {
  /** What somebody does. */
  readonly disturb: (world: CliWorld['simulator']) => Promise<void>;
  readonly depth?: 'deep';
  /** `KIND ACCOUNT/REGION` */
  readonly finds: readonly `${DriftKind} ${string}`[];
}

const rounds: Readonly<Record<string, Round>> = {
  'recorders and channels': {
    disturb: async (world) => {
      await stopRecorder(world, at(shop, home));
      await deleteRecorder(world, at(shop, abroad));
      await changeTypes(world, at(audit, home));
      await changeMode(world, at(audit, abroad));
      await changeRole(world, at(audit, abroad));
      await deleteChannel(world, at(management, home));
      await pointChannelElsewhere(world, at(management, abroad));
    },
    finds: [
      `recorder-missing ${shop}/${abroad}`,
      `recorder-stopped ${management}/${home}`,
      `recorder-stopped ${shop}/${home}`,
      `recorder-changed ${audit}/${abroad}`,
      `recorder-changed ${audit}/${home}`,
      `channel-missing ${management}/${home}`,
      `channel-changed ${management}/${abroad}`,
    ],
  },
  'StackSets and their instances': {
    disturb: async (world) => {
      await deleteStack(world, `orgsecrets-recorder-${home}`, at(shop, home));
      await deleteInstance(world, `orgsecrets-forward-${home}`, at(shop, home));
      await failInstance(world, `orgsecrets-rules-${home}`, at(audit, home));
      await outdateInstance(world, 'orgsecrets-member', at(audit, home));
      await otherParameters(world, `orgsecrets-rules-${abroad}`, { UnusedForDays: '30' });
      await otherTemplate(world, `orgsecrets-management-forward-${home}`);
      for (const kind of ['forward', 'rules', 'recorder'])
        await deleteInstance(world, `orgsecrets-${kind}-${abroad}`, at(shop, abroad));
      await narrowAggregator(world, at(audit, home), [home]);
    },
    finds: [
      'definition-outdated /',
      'definition-outdated /',
      `not-covered ${shop}/${abroad}`,
      `instance-missing ${shop}/${home}`,
      `instance-failed ${audit}/${home}`,
      `instance-outdated ${audit}/${home}`,
      `aggregator-changed ${audit}/${home}`,
      `stack-deleted ${shop}/${home}`,
    ],
  },
  'what stands before them': {
    disturb: async (world) => {
      const cloudFormation = administratorOf(world, { accountId: management });
      const name = `orgsecrets-forward-${abroad}`;
      for (const accountId of [audit, shop]) await deleteInstance(world, name, at(accountId, abroad));
      await cloudFormation.call('cloudformation', 'DeleteStackSet', { StackSetName: name });
      await cloudFormation.call('cloudformation', 'DeleteStack', {
        StackName: 'orgsecrets-management-roles',
      });
      await cloudFormation.call('organizations', 'DeregisterDelegatedAdministrator', {
        AccountId: audit,
        ServicePrincipal: 'config.amazonaws.com',
      });
      await deleteAggregator(world, at(audit, home));
      await deleteRecorderRole(world, at(shop, home));
    },
    finds: [
      `trusted-access-lost ${audit}/`,
      `management-roles-changed ${management}/${home}`,
      'definition-missing /',
      `aggregator-missing ${audit}/${home}`,
      `service-role-missing ${shop}/`,
    ],
  },
  'rules, one by one': {
    depth: 'deep',
    disturb: async (world) => {
      await deleteRule(world, at(shop, home), cmk);
      await changeParameters(world, at(shop, abroad), unused, { unusedForDays: '5' });
      await changeFrequency(world, at(audit, home), unused);
      await deleteStack(world, `orgsecrets-rules-${abroad}`, at(audit, abroad));
      await deleteRule(world, at(management, home), unused);
      await deleteRecorder(world, at(management, home));
    },
    finds: [
      `recorder-missing ${management}/${home}`,
      `stack-deleted ${audit}/${abroad}`,
      `rule-missing ${management}/${home}`,
      `rule-missing ${shop}/${home}`,
      `rule-changed ${audit}/${home}`,
      `rule-changed ${shop}/${abroad}`,
    ],
  },
};

describe('drift --remediate on the built command line', function () {
  this.timeout(180_000);
  let world: CliWorld;
  let covered: Readonly<Record<string, string>>;

  type Drifted = Ended & { readonly document: DriftDocument };
  const drift = async (...args: readonly string[]): Promise<Drifted> =>
    world.json<DriftDocument>(['drift', '--detailed-exitcode', ...args]);
  const told = (findings: DriftDocument['findings']) =>
    findings.map(({ kind, accountId = '', region = '' }) => `${kind} ${accountId}/${region}`);

  before(async () => {
    world = await startCliWorld('small');
    await applyTo(world);
    covered = targetsIn(world.simulator);
  });
  after(() => world.stop());

  for (const [title, { disturb, finds, depth = 'standard' }] of Object.entries(rounds))
    it(`finds and mends ${title}, and finds nothing then`, async () => {
      await disturb(world.simulator);
      const { document, exitCode } = await drift('--depth', depth);
      expect([exitCode, told(document.findings)]).to.deep.equal([2, finds]);

      const mended = await drift('--remediate', '--auto-approve', '--depth', depth);
      expect(mended.exitCode, mended.stderr + mended.stdout).to.equal(0);
      expect(mended.document.remediation?.outcome).to.equal('done');
      expect(told(mended.document.remediation?.found ?? [])).to.deep.equal(finds);
      expect(mended.document.findings).to.deep.equal([]);
      expectSchema('drift', mended.document);

      const again = await drift('--remediate', '--auto-approve', '--depth', depth);
      expect([again.exitCode, again.document.findings, again.document.calls.mutating]).to.deep.equal([
        0,
        [],
        0,
      ]);
      expect(targetsIn(world.simulator)).to.deep.equal(covered);
    });
});
