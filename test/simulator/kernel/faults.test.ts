import { ListRegionsCommand } from '@aws-sdk/client-account';
import { DescribeConfigurationRecordersCommand } from '@aws-sdk/client-config-service';
import {
  EnableAWSServiceAccessCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListRootsCommand,
} from '@aws-sdk/client-organizations';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { expect } from 'chai';
import type { Simulator } from '../../../src/simulator/start.js';
import { clients, errorOf, inAccount, shop, simulate } from './support/simulator.js';

const trust = new EnableAWSServiceAccessCommand({ ServicePrincipal: 'config.amazonaws.com' });

describe('simulator: faults by script', () => {
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await simulate();
  });
  afterEach(() => simulator.stop());

  it("throttles in each service's own words, and only the calls that were named", async () => {
    for (const service of ['sts', 'organizations', 'config', 'account'])
      simulator.faults.add({ service, effect: 'throttle' });
    const { sts, organizations, config, account } = clients(simulator);
    expect((await errorOf(sts.send(new GetCallerIdentityCommand({})))).name).to.equal('Throttling');
    expect((await errorOf(organizations.send(new ListRootsCommand({})))).name).to.equal(
      'TooManyRequestsException',
    );
    expect((await errorOf(config.send(new DescribeConfigurationRecordersCommand({})))).name).to.equal(
      'ThrottlingException',
    );
    const limited = await errorOf(account.send(new ListRegionsCommand({})));
    expect(limited.name).to.equal('TooManyRequestsException');
    expect(limited['$metadata']).to.include({ httpStatusCode: 429 });
    await sts.send(new GetCallerIdentityCommand({}));
  });

  it('hits the n-th matching call and as many after it as it is told', async () => {
    simulator.faults.add({
      service: 'sts',
      operation: 'GetCallerIdentity',
      nth: 2,
      times: 2,
      effect: { error: { code: 'Odd', message: 'odd', status: 400 } },
    });
    const { sts } = clients(simulator);
    const outcomes: string[] = [];
    for (let call = 0; call < 5; call += 1) {
      outcomes.push(
        await sts.send(new GetCallerIdentityCommand({})).then(
          () => 'fine',
          (error: Error) => error.name,
        ),
      );
    }
    expect(outcomes).to.deep.equal(['fine', 'Odd', 'Odd', 'fine', 'fine']);
  });

  it('leaves calls from outside alone where it is about those that services make themselves', async () => {
    simulator.faults.add({ service: 'sts', source: 'inside', effect: 'throttle' });
    await clients(simulator).sts.send(new GetCallerIdentityCommand({}));
    const inside = {
      service: 'sts',
      operation: 'AssumeRole',
      accountId: shop,
      region: 'us-east-1',
      callerArn: '',
    } as const;
    expect(simulator.faults.meet(inside, 'outside')).to.equal(undefined);
    expect(simulator.faults.meet(inside, 'inside')?.error).to.include({ code: 'Throttling' });
  });

  it('tells accounts and Regions apart', async () => {
    simulator.faults.add({ accountId: shop, region: 'eu-central-1', times: 'always', effect: 'denied' });
    await clients(simulator, simulator.administrator, 'eu-central-1').sts.send(
      new GetCallerIdentityCommand({}),
    );
    await (await inAccount(simulator, shop, 'us-east-1')).sts.send(new GetCallerIdentityCommand({}));
    const inRegion = await inAccount(simulator, shop, 'eu-central-1');
    expect((await errorOf(inRegion.sts.send(new GetCallerIdentityCommand({})))).name).to.equal(
      'AccessDenied',
    );
  });

  it('lets the SDK retry what AWS would have it retry', async () => {
    simulator.faults.add({ service: 'sts', times: 1, effect: { status: 503 } });
    simulator.faults.add({ service: 'sts', nth: 2, effect: 'reset' });
    const patient = new STSClient({
      endpoint: simulator.endpoint,
      region: 'us-east-1',
      credentials: simulator.administrator,
      maxAttempts: 3,
    });
    await patient.send(new GetCallerIdentityCommand({}));
    expect(simulator.log.map(({ error }) => error)).to.deep.equal([
      'ServiceUnavailable',
      'the answer is lost: reset',
      undefined,
    ]);
  });

  it('can lose the answer of a call that took effect', async () => {
    simulator.faults.add({ operation: 'EnableAWSServiceAccess', effect: 'reset', executed: true });
    const { organizations } = clients(simulator);
    await errorOf(organizations.send(trust));
    const { EnabledServicePrincipals } = await organizations.send(
      new ListAWSServiceAccessForOrganizationCommand({}),
    );
    expect(EnabledServicePrincipals?.map(({ ServicePrincipal }) => ServicePrincipal)).to.deep.equal([
      'config.amazonaws.com',
    ]);
  });

  it('can leave a call without an answer while virtual time goes on', async () => {
    simulator.faults.add({ service: 'sts', effect: 'timeout' });
    const impatient = new AbortController();
    const call = clients(simulator).sts.send(new GetCallerIdentityCommand({}), {
      abortSignal: impatient.signal,
    });
    await simulator.clock.sleep(60_000);
    impatient.abort();
    expect((await errorOf(call)).name).to.equal('AbortError');
  });

  it('takes faults and rate limits from the world file', async () => {
    const limited = await simulate(`
faults: [{ service: organizations, effect: throttle }]
rateLimits: [{ service: sts, perSecond: 1, burst: 2 }]
`);
    const { sts, organizations } = clients(limited);
    expect((await errorOf(organizations.send(new ListRootsCommand({})))).name).to.equal(
      'TooManyRequestsException',
    );
    await organizations.send(new ListRootsCommand({}));
    for (let call = 0; call < 2; call += 1) await sts.send(new GetCallerIdentityCommand({}));
    expect((await errorOf(sts.send(new GetCallerIdentityCommand({})))).name).to.equal('Throttling');
    await limited.clock.sleep(1000);
    await sts.send(new GetCallerIdentityCommand({}));
    await limited.stop();
  });
});

describe('simulator: killing the product at a call', () => {
  for (const when of ['before', 'after'] as const) {
    it(`calls back right ${when} the n-th mutating call, and lets nothing through until it is revived`, async () => {
      const simulator = await simulate();
      const { organizations } = clients(simulator);
      let kills = 0;
      simulator.killAt({ mutatingCall: 2, when, onKill: () => (kills += 1) });
      await organizations.send(trust);
      await organizations.send(new ListRootsCommand({}));
      await errorOf(
        organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: 'account.amazonaws.com' })),
      );
      expect(kills).to.equal(1);
      await errorOf(organizations.send(new ListRootsCommand({})));
      await errorOf(
        organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: 'sso.amazonaws.com' })),
      );
      simulator.revive();
      const { EnabledServicePrincipals } = await organizations.send(
        new ListAWSServiceAccessForOrganizationCommand({}),
      );
      expect(EnabledServicePrincipals).to.have.length(when === 'before' ? 1 : 2);
      expect(kills).to.equal(1);
      await simulator.stop();
    });
  }
});
