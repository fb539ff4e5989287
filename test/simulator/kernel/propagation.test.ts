import { ListRegionsCommand } from '@aws-sdk/client-account';
import { ListStackSetsCommand } from '@aws-sdk/client-cloudformation';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import {
  EnableAWSServiceAccessCommand,
  ListAccountsCommand,
  ListDelegatedAdministratorsCommand,
  RegisterDelegatedAdministratorCommand,
} from '@aws-sdk/client-organizations';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { expect } from 'chai';
import type { Simulator } from '../../../src/simulator/start.js';
import { audit, clients, errorOf, inAccount, management, shop, simulate } from './support/simulator.js';

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${management}:root` }, Action: 'sts:AssumeRole' },
  ],
});

describe('simulator: what is not known everywhere at once', () => {
  let simulator: Simulator;
  before(async () => {
    simulator = await simulate('latencies: { iamPropagation: 10000, organizationsPropagation: 20000 }\n');
  });
  after(() => simulator.stop());

  it('is a role: it can be read at once, and assumed a while later', async () => {
    const { iam } = await inAccount(simulator, shop);
    await iam.send(new CreateRoleCommand({ RoleName: 'fresh', AssumeRolePolicyDocument: trust }));
    const { sts } = clients(simulator);
    const assume = () =>
      sts.send(
        new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${shop}:role/fresh`, RoleSessionName: 'test' }),
      );
    expect((await errorOf(assume())).name).to.equal('AccessDenied');
    await simulator.clock.sleep(10_000);
    expect((await assume()).AssumedRoleUser?.Arn).to.contain('fresh');
  });

  it('is a delegated administrator: to itself and to the services, though not to the management account', async () => {
    const { organizations, account } = clients(simulator);
    const services = ['account.amazonaws.com', 'member.org.stacksets.cloudformation.amazonaws.com'];
    for (const ServicePrincipal of services) {
      await organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
      await organizations.send(
        new RegisterDelegatedAdministratorCommand({ AccountId: audit, ServicePrincipal }),
      );
    }
    const listed = await organizations.send(new ListDelegatedAdministratorsCommand({}));
    expect(listed.DelegatedAdministrators).to.have.length(1);
    const administrator = await inAccount(simulator, audit);
    const asks = [
      () => administrator.organizations.send(new ListAccountsCommand({})),
      () => administrator.account.send(new ListRegionsCommand({ AccountId: shop })),
      () => administrator.cloudformation.send(new ListStackSetsCommand({ CallAs: 'DELEGATED_ADMIN' })),
      () => account.send(new ListRegionsCommand({ AccountId: shop })),
    ];
    for (const ask of asks) await errorOf(ask());
    await simulator.clock.sleep(20_000);
    for (const ask of asks) await ask();
  });

  it('is what the management account has changed, to itself too, where the world file says so', async () => {
    const other = await simulate(
      'latencies: { organizationsPropagation: 20000 }\norganizations: { ownChanges: late }\n',
    );
    const { organizations } = clients(other);
    const ServicePrincipal = 'account.amazonaws.com';
    await organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
    const register = () =>
      organizations.send(new RegisterDelegatedAdministratorCommand({ AccountId: audit, ServicePrincipal }));
    expect((await errorOf(register())).name).to.equal('ConstraintViolationException');
    await other.clock.sleep(20_000);
    await register();
    const listed = () => organizations.send(new ListDelegatedAdministratorsCommand({}));
    expect((await listed()).DelegatedAdministrators).to.deep.equal([]);
    await other.clock.sleep(20_000);
    expect((await listed()).DelegatedAdministrators).to.have.length(1);
    await other.stop();
  });
});
