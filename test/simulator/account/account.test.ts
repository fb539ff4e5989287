import {
  DisableRegionCommand,
  EnableRegionCommand,
  GetRegionOptStatusCommand,
  ListRegionsCommand,
} from '@aws-sdk/client-account';
import { DescribeConfigurationRecordersCommand } from '@aws-sdk/client-config-service';
import { expect } from 'chai';
import {
  audit,
  clients,
  errorOf,
  inAccount,
  management,
  shop,
  simulate,
} from '../kernel/support/simulator.js';
import type { Simulator } from '../../../src/simulator/start.js';

const trusted = 'trustedAccess: [account.amazonaws.com]\n';
const status = (RegionName: string, AccountId?: string): GetRegionOptStatusCommand =>
  new GetRegionOptStatusCommand({ RegionName, AccountId });

describe('simulator: Account Management', () => {
  it('tells default Regions from those that an account opted in to', async () => {
    const simulator = await simulate(trusted);
    const { account } = clients(simulator);
    const { Regions } = await account.send(new ListRegionsCommand({ AccountId: shop }));
    expect(Regions).to.deep.equal([
      { RegionName: 'eu-central-1', RegionOptStatus: 'ENABLED_BY_DEFAULT' },
      { RegionName: 'eu-south-1', RegionOptStatus: 'ENABLED' },
      { RegionName: 'us-east-1', RegionOptStatus: 'ENABLED_BY_DEFAULT' },
    ]);
    const enabled = await account.send(
      new ListRegionsCommand({ AccountId: audit, RegionOptStatusContains: ['DISABLED'] }),
    );
    expect(enabled.Regions?.map(({ RegionName }) => RegionName)).to.deep.equal(['eu-south-1']);
    await simulator.stop();
  });

  it('has every Region of the partition in a world that names none', async () => {
    const simulator = await simulate();
    const { worldSchema } = await import('../../../src/simulator/world-file/schema.js');
    const { startSimulator } = await import('../../../src/simulator/start.js');
    const world = worldSchema.parse({
      version: 1,
      organization: { id: 'o-a1b2c3d4e5', managementAccountId: management },
      accounts: [{ id: management, name: 'm' }],
    });
    const whole = await startSimulator({ world, clock: { mode: 'stepped' }, policyRoot: '.' });
    expect((await clients(whole).account.send(new ListRegionsCommand({}))).Regions).to.have.length(34);
    await Promise.all([simulator.stop(), whole.stop()]);
  });

  const rules: readonly (readonly [
    string,
    string,
    'management' | 'audit' | 'shop',
    string | undefined,
    string | undefined,
  ])[] = [
    ['lets the management account ask about a member', trusted, 'management', shop, undefined],
    ['lets it ask about itself only without naming itself', trusted, 'management', undefined, undefined],
    [
      'refuses the management account that names itself',
      trusted,
      'management',
      management,
      'AccessDeniedException',
    ],
    ['refuses everybody without trusted access', '', 'management', shop, 'AccessDeniedException'],
    ['refuses a member that asks about another', trusted, 'shop', audit, 'AccessDeniedException'],
    ['lets a member ask about itself', trusted, 'shop', undefined, undefined],
    [
      'lets the delegated administrator ask about a member',
      `${trusted}delegatedAdministrators: [{ accountId: '${audit}', services: [account.amazonaws.com] }]\n`,
      'audit',
      shop,
      undefined,
    ],
    [
      'refuses the delegated administrator that asks about the management account',
      `${trusted}delegatedAdministrators: [{ accountId: '${audit}', services: [account.amazonaws.com] }]\n`,
      'audit',
      management,
      'AccessDeniedException',
    ],
    [
      'does not take the administrator of another service for it',
      `trustedAccess: [account.amazonaws.com, config.amazonaws.com]\ndelegatedAdministrators: [{ accountId: '${audit}', services: [config.amazonaws.com] }]\n`,
      'audit',
      shop,
      'AccessDeniedException',
    ],
    [
      'refuses an account that is not in the organization',
      trusted,
      'management',
      '999999999999',
      'AccessDeniedException',
    ],
    ['refuses what is no account id', trusted, 'management', '12', 'ValidationException'],
  ];
  for (const [title, world, who, AccountId, code] of rules) {
    it(title, async () => {
      const simulator = await simulate(world);
      const { account } =
        who === 'management'
          ? clients(simulator)
          : await inAccount(simulator, who === 'audit' ? audit : shop);
      const call = account.send(status('eu-south-1', AccountId));
      if (code === undefined) expect((await call).RegionName).to.equal('eu-south-1');
      else expect((await errorOf(call)).name).to.equal(code);
      await simulator.stop();
    });
  }

  it('opens and closes an opt-in Region, which takes its time', async () => {
    const simulator = await simulate();
    const { account } = await inAccount(simulator, audit);
    const config = (await inAccount(simulator, audit, 'eu-south-1')).config;
    await account.send(new EnableRegionCommand({ RegionName: 'eu-south-1' }));
    expect((await account.send(status('eu-south-1'))).RegionOptStatus).to.equal('ENABLING');
    expect(
      (await errorOf(account.send(new DisableRegionCommand({ RegionName: 'eu-south-1' })))).name,
    ).to.equal('ConflictException');
    expect((await errorOf(config.send(new DescribeConfigurationRecordersCommand({})))).name).to.equal(
      'UnrecognizedClientException',
    );
    await waitFor(
      simulator,
      async () => (await account.send(status('eu-south-1'))).RegionOptStatus === 'ENABLED',
    );
    await config.send(new DescribeConfigurationRecordersCommand({}));
    await account.send(new DisableRegionCommand({ RegionName: 'eu-south-1' }));
    await waitFor(
      simulator,
      async () => (await account.send(status('eu-south-1'))).RegionOptStatus === 'DISABLED',
    );
    await simulator.stop();
  });

  it('refuses to change a default Region, or one that does not exist', async () => {
    const simulator = await simulate();
    const { account } = clients(simulator);
    for (const RegionName of ['us-east-1', 'mars-north-1']) {
      expect(
        (await errorOf(account.send(new DisableRegionCommand({ RegionName })))).name,
        RegionName,
      ).to.equal('ValidationException');
    }
    await simulator.stop();
  });
});

async function waitFor(simulator: Simulator, ready: () => Promise<boolean>): Promise<void> {
  for (let minute = 0; minute < 60; minute += 1) {
    if (await ready()) return;
    await simulator.clock.sleep(60_000);
  }
  throw new Error('not ready after an hour');
}
