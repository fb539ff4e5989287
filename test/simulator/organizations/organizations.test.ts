import {
  DeregisterDelegatedAdministratorCommand,
  DescribeAccountCommand,
  DescribeOrganizationalUnitCommand,
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  DisableAWSServiceAccessCommand,
  EnableAWSServiceAccessCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListChildrenCommand,
  ListDelegatedAdministratorsCommand,
  ListDelegatedServicesForAccountCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListPoliciesCommand,
  ListPoliciesForTargetCommand,
  ListRootsCommand,
  ListTargetsForPolicyCommand,
  MoveAccountCommand,
  RegisterDelegatedAdministratorCommand,
} from '@aws-sdk/client-organizations';
import { expect } from 'chai';
import { organizationOf } from '../../../src/simulator/services/organizations/state.js';
import type { Simulator } from '../../../src/simulator/start.js';
import {
  audit,
  clients,
  closed,
  errorOf,
  inAccount,
  management,
  shop,
  simulate,
} from '../kernel/support/simulator.js';
import type { Clients } from '../kernel/support/simulator.js';

const config = { ServicePrincipal: 'config.amazonaws.com' };

describe('simulator: Organizations', () => {
  let simulator: Simulator;
  let organizations: Clients['organizations'];
  beforeEach(async () => {
    simulator = await simulate(`
organizationalUnits: [/Empty/Deeper]
serviceControlPolicies:
  - { name: Guard, targets: [/Workloads], document: { Version: '2012-10-17', Statement: [{ Effect: Deny, Action: 'iam:CreateUser', Resource: '*' }] } }
`);
    organizations = clients(simulator).organizations;
  });
  afterEach(() => simulator.stop());

  /** The id of the unit at a path. */
  const unit = (...names: string[]): string => {
    const organization = organizationOf(simulator.world);
    let parent = organization.rootId;
    for (const name of names)
      parent = Object.values(organization.organizationalUnits).find(
        (candidate) => candidate.parentId === parent && candidate.name === name,
      )!.id;
    return parent;
  };

  it('shows accounts with state and path, and no longer with their status', async () => {
    const { Account } = await organizations.send(new DescribeAccountCommand({ AccountId: closed }));
    expect(Account)
      .to.include({ Id: closed, Name: 'closed', State: 'SUSPENDED', JoinedMethod: 'CREATED' })
      .and.not.to.have.property('Status');
    expect(Account!.Paths).to.deep.equal([`o-a1b2c3d4e5/${unit()}/${unit('Workloads')}/${closed}/`]);
    expect(Account!.Arn).to.equal(`arn:aws:organizations::${management}:account/o-a1b2c3d4e5/${closed}`);
  });

  it('still shows the status to a world that lives before its retirement', async () => {
    const early = await simulate(`startsAt: '2026-01-01T00:00:00Z'\n`);
    const { Accounts } = await clients(early).organizations.send(new ListAccountsCommand({}));
    expect(Accounts?.map(({ Status }) => Status)).to.deep.equal(['SUSPENDED', 'ACTIVE', 'ACTIVE', 'ACTIVE']);
    await early.stop();
  });

  it('can be walked down from the root, and up again', async () => {
    const { Roots } = await organizations.send(new ListRootsCommand({}));
    const root = Roots![0]!.Id!;
    const below = async (ParentId: string): Promise<string[]> => {
      const { OrganizationalUnits = [] } = await organizations.send(
        new ListOrganizationalUnitsForParentCommand({ ParentId }),
      );
      const { Accounts = [] } = await organizations.send(new ListAccountsForParentCommand({ ParentId }));
      const deeper = await Promise.all(OrganizationalUnits.map(({ Id }) => below(Id!)));
      return [
        ...OrganizationalUnits.map(({ Name }) => Name!),
        ...Accounts.map(({ Name }) => Name!),
        ...deeper.flat(),
      ];
    };
    expect((await below(root)).sort()).to.deep.equal(
      ['Deeper', 'Empty', 'Prod', 'Security', 'Workloads', 'audit', 'closed', 'management', 'shop'].sort(),
    );
    const { Parents } = await organizations.send(new ListParentsCommand({ ChildId: shop }));
    expect(Parents).to.deep.equal([{ Id: unit('Workloads', 'Prod'), Type: 'ORGANIZATIONAL_UNIT' }]);
    expect(
      (await organizations.send(new ListParentsCommand({ ChildId: unit('Workloads') }))).Parents,
    ).to.deep.equal([{ Id: root, Type: 'ROOT' }]);
    const { Children } = await organizations.send(
      new ListChildrenCommand({ ParentId: unit('Workloads'), ChildType: 'ACCOUNT' }),
    );
    expect(Children).to.deep.equal([{ Id: closed, Type: 'ACCOUNT' }]);
    const { OrganizationalUnit } = await organizations.send(
      new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: unit('Workloads', 'Prod') }),
    );
    expect(OrganizationalUnit).to.include({
      Name: 'Prod',
      Path: `o-a1b2c3d4e5/${root}/${unit('Workloads')}/${unit('Workloads', 'Prod')}/`,
    });
  });

  it('answers members only about the organization itself, and delegated administrators everything that reads', async () => {
    const member = (await inAccount(simulator, audit)).organizations;
    expect((await member.send(new DescribeOrganizationCommand({}))).Organization).to.include({
      Id: 'o-a1b2c3d4e5',
      MasterAccountId: management,
    });
    const refused = await errorOf(member.send(new ListAccountsCommand({})));
    expect(refused).to.include({
      name: 'AccessDeniedException',
      message: "You don't have permissions to access this resource.",
    });
    await organizations.send(new EnableAWSServiceAccessCommand(config));
    await organizations.send(new RegisterDelegatedAdministratorCommand({ ...config, AccountId: audit }));
    expect((await member.send(new ListAccountsCommand({}))).Accounts).to.have.length(4);
    expect((await errorOf(member.send(new EnableAWSServiceAccessCommand(config)))).name).to.equal(
      'AccessDeniedException',
    );
  });

  it('gives at most twenty of anything a page', async () => {
    expect((await errorOf(organizations.send(new ListAccountsCommand({ MaxResults: 21 })))).name).to.equal(
      'InvalidInputException',
    );
    const big = await simulate('generate: { accounts: 60, organizationalUnits: 3 }\n');
    const first = await clients(big).organizations.send(new ListAccountsCommand({}));
    expect(first.Accounts).to.have.length(20);
    expect(first.NextToken).to.be.a('string');
    await big.stop();
  });

  it('grants and withdraws trusted access, for services that it knows', async () => {
    await organizations.send(new EnableAWSServiceAccessCommand(config));
    await organizations.send(new EnableAWSServiceAccessCommand(config));
    const listed = await organizations.send(new ListAWSServiceAccessForOrganizationCommand({}));
    expect(listed.EnabledServicePrincipals).to.have.length(1);
    expect(listed.EnabledServicePrincipals?.[0]?.DateEnabled).to.be.instanceOf(Date);
    await organizations.send(new RegisterDelegatedAdministratorCommand({ ...config, AccountId: audit }));
    expect(await errorOf(organizations.send(new DisableAWSServiceAccessCommand(config)))).to.include({
      name: 'ConstraintViolationException',
      Reason: 'DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE',
    });
    await organizations.send(new DeregisterDelegatedAdministratorCommand({ ...config, AccountId: audit }));
    await organizations.send(new DisableAWSServiceAccessCommand(config));
    expect(
      (await organizations.send(new ListAWSServiceAccessForOrganizationCommand({}))).EnabledServicePrincipals,
    ).to.deep.equal([]);
    expect(
      await errorOf(
        organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: 'confg.amazonaws.com' })),
      ),
    ).to.include({ name: 'InvalidInputException', Reason: 'UNRECOGNIZED_SERVICE_PRINCIPAL' });
  });

  it('registers a delegated administrator once, after trusted access, and neither the management account nor a suspended one', async () => {
    const register = (AccountId: string): Promise<unknown> =>
      organizations.send(new RegisterDelegatedAdministratorCommand({ ...config, AccountId }));
    expect(await errorOf(register(audit))).to.include({
      name: 'ConstraintViolationException',
      Reason: 'SERVICE_ACCESS_NOT_ENABLED',
    });
    await organizations.send(new EnableAWSServiceAccessCommand(config));
    expect(await errorOf(register(management))).to.include({
      Reason: 'CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR',
    });
    expect(await errorOf(register(closed))).to.include({
      Reason: 'CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR',
    });
    expect((await errorOf(register('999999999999'))).name).to.equal('AccountNotFoundException');
    await register(audit);
    expect((await errorOf(register(audit))).name).to.equal('AccountAlreadyRegisteredException');
    const { DelegatedAdministrators } = await organizations.send(
      new ListDelegatedAdministratorsCommand(config),
    );
    expect(DelegatedAdministrators?.map(({ Id }) => Id)).to.deep.equal([audit]);
    expect(
      (
        await organizations.send(
          new ListDelegatedAdministratorsCommand({ ServicePrincipal: 'account.amazonaws.com' }),
        )
      ).DelegatedAdministrators,
    ).to.deep.equal([]);
    const { DelegatedServices } = await organizations.send(
      new ListDelegatedServicesForAccountCommand({ AccountId: audit }),
    );
    expect(DelegatedServices?.map(({ ServicePrincipal }) => ServicePrincipal)).to.deep.equal([
      'config.amazonaws.com',
    ]);
    expect(
      (await errorOf(organizations.send(new ListDelegatedServicesForAccountCommand({ AccountId: shop }))))
        .name,
    ).to.equal('AccountNotRegisteredException');
  });

  it('has room for as many delegated administrators as the service allows', async () => {
    const crowded = await simulate(`
trustedAccess: [config.amazonaws.com, account.amazonaws.com]
delegatedAdministrators: [{ accountId: '${audit}', services: [account.amazonaws.com] }]
`);
    const again = clients(crowded).organizations.send(
      new RegisterDelegatedAdministratorCommand({
        AccountId: shop,
        ServicePrincipal: 'account.amazonaws.com',
      }),
    );
    expect(await errorOf(again)).to.include({
      Reason: 'MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED',
    });
    await crowded.stop();
  });

  it('shows service control policies, where they are attached and what they say', async () => {
    const { Policies } = await organizations.send(
      new ListPoliciesForTargetCommand({ TargetId: unit('Workloads'), Filter: 'SERVICE_CONTROL_POLICY' }),
    );
    expect(Policies?.map(({ Name, AwsManaged }) => [Name, AwsManaged])).to.deep.equal([
      ['FullAWSAccess', true],
      ['Guard', false],
    ]);
    const PolicyId = Policies![1]!.Id!;
    const { Policy } = await organizations.send(new DescribePolicyCommand({ PolicyId }));
    expect(JSON.parse(Policy!.Content!)).to.have.nested.property('Statement[0].Action', 'iam:CreateUser');
    const { Targets } = await organizations.send(new ListTargetsForPolicyCommand({ PolicyId }));
    expect(Targets?.map(({ Name, Type }) => [Name, Type])).to.deep.equal([
      ['Workloads', 'ORGANIZATIONAL_UNIT'],
    ]);
    expect(
      (await organizations.send(new ListPoliciesCommand({ Filter: 'TAG_POLICY' }))).Policies,
    ).to.deep.equal([]);
  });

  it('moves an account, and its service control policies with it', async () => {
    const move = (SourceParentId: string, DestinationParentId: string): Promise<unknown> =>
      organizations.send(new MoveAccountCommand({ AccountId: audit, SourceParentId, DestinationParentId }));
    expect((await errorOf(move(unit(), unit('Workloads')))).name).to.equal('SourceParentNotFoundException');
    expect((await errorOf(move(unit('Security'), 'ou-none-12345678'))).name).to.equal(
      'DestinationParentNotFoundException',
    );
    await move(unit('Security'), unit('Workloads', 'Prod'));
    const { Accounts } = await organizations.send(
      new ListAccountsForParentCommand({ ParentId: unit('Workloads', 'Prod') }),
    );
    expect(Accounts?.map(({ Name }) => Name)).to.deep.equal(['audit', 'shop']);
  });

  it('can be asked for by policies that name a service or an account', async () => {
    const statement = (rest: string): string =>
      `{ Version: '2012-10-17', Statement: [{ Effect: Allow, ${rest} }] }`;
    const narrow = await simulate(`
trustedAccess: [config.amazonaws.com, account.amazonaws.com]
principals:
  enabler: { accountId: '${management}', type: role, name: enabler, policies: [${statement("Action: 'organizations:EnableAWSServiceAccess', Resource: '*', Condition: { StringEquals: { 'organizations:ServicePrincipal': config.amazonaws.com } }")}] }
  registrar: { accountId: '${management}', type: role, name: registrar, policies: [${statement(`Action: 'organizations:RegisterDelegatedAdministrator', Resource: 'arn:aws:organizations::*:account/o-*/${audit}'`)}] }
`);
    const as = (name: string): Clients['organizations'] =>
      clients(narrow, narrow.credentials[name]).organizations;
    await as('enabler').send(new EnableAWSServiceAccessCommand(config));
    expect(
      (
        await errorOf(
          as('enabler').send(
            new EnableAWSServiceAccessCommand({ ServicePrincipal: 'account.amazonaws.com' }),
          ),
        )
      ).name,
    ).to.equal('AccessDeniedException');
    await as('registrar').send(new RegisterDelegatedAdministratorCommand({ ...config, AccountId: audit }));
    expect(
      (
        await errorOf(
          as('registrar').send(new RegisterDelegatedAdministratorCommand({ ...config, AccountId: shop })),
        )
      ).name,
    ).to.equal('AccessDeniedException');
    await narrow.stop();
  });
});
