import {
  ListRolesCommand,
  ListRoleTagsCommand,
  PutRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { ListAccountsCommand } from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect } from 'chai';
import { roleCaller, serviceCaller } from '../../../src/simulator/services/iam/callers.js';
import { iamOf } from '../../../src/simulator/services/iam/state.js';
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

const accessRole = (accountId: string): string =>
  `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole`;
const trusting = (principal: unknown, Condition?: unknown): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole', Condition }],
  });

describe('simulator: AssumeRole', () => {
  let simulator: Simulator;
  before(async () => {
    simulator = await simulate(`
principals:
  reader: { accountId: '${management}', type: user, name: reader, managedPolicies: [ReadOnlyAccess] }
  operator:
    accountId: '${management}'
    type: role
    name: operator
    policies: [{ Version: '2012-10-17', Statement: [{ Effect: Allow, Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::*:role/Organization*' }] }]
`);
  });
  after(() => simulator.stop());

  it('gives a session of the role in the other account', async () => {
    const member = await inAccount(simulator, shop);
    const identity = await member.sts.send(new GetCallerIdentityCommand({}));
    expect(identity).to.include({
      Account: shop,
      Arn: `arn:aws:sts::${shop}:assumed-role/OrganizationAccountAccessRole/test`,
    });
    expect(identity.UserId).to.match(/^AROA[A-Z2-7]{17}:test$/);
  });

  it('gives a session that may do nothing once its role was deleted and made again', async () => {
    const { iam } = await inAccount(simulator, shop);
    const RoleName = 'anew';
    const make = async (): Promise<void> => {
      const AssumeRolePolicyDocument = trusting({ AWS: shop });
      await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
      const Statement = [{ Effect: 'Allow', Action: 'iam:ListRoles', Resource: '*' }];
      const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
      await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'list', PolicyDocument }));
    };
    await make();
    const { world } = simulator;
    const before = iamOf(world, shop).roles[RoleName];
    const list = (role: typeof before) =>
      world.invoke('iam', 'ListRoles', {}, { caller: roleCaller(role!, 'test'), region: 'us-east-1' });
    await list(before);
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'list' }));
    await iam.send(new DeleteRoleCommand({ RoleName }));
    await make();
    expect(await errorOf(list(before))).to.include({ code: 'AccessDenied' });
    await list(iamOf(world, shop).roles[RoleName]);
  });

  it('gives a session that nobody knows once its role was deleted, where the world file says so', async () => {
    const other = await simulate('iam: { goneRole: unknown }\n');
    const { iam } = await inAccount(other, shop);
    const AssumeRolePolicyDocument = trusting({ AWS: shop });
    await iam.send(new CreateRoleCommand({ RoleName: 'gone', AssumeRolePolicyDocument }));
    const caller = roleCaller(iamOf(other.world, shop).roles['gone']!, 'test');
    await iam.send(new DeleteRoleCommand({ RoleName: 'gone' }));
    const as = { caller, region: 'us-east-1' };
    expect(await errorOf(other.world.invoke('iam', 'ListRoles', {}, as))).to.include({
      code: 'InvalidClientTokenId',
    });
    expect(await errorOf(other.world.invoke('config', 'DescribeConfigRules', {}, as))).to.include({
      code: 'UnrecognizedClientException',
    });
    await other.stop();
  });

  it('says when the session ends, in real time', async () => {
    const { Credentials } = await clients(simulator).sts.send(
      new AssumeRoleCommand({ RoleArn: accessRole(shop), RoleSessionName: 'test', DurationSeconds: 900 }),
    );
    expect(Credentials!.Expiration!.getTime() - Date.now()).to.be.within(880_000, 901_000);
  });

  it('denies what is not trusted, does not exist or lies in a suspended account, in the same words', async () => {
    for (const RoleArn of [`arn:aws:iam::${shop}:role/nobody`, accessRole(closed), accessRole(management)]) {
      const error = await errorOf(
        clients(simulator).sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' })),
      );
      expect(error).to.include({
        name: 'AccessDenied',
        message: `User: arn:aws:iam::${management}:user/simulator-administrator is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
      });
      expect(error['$metadata']).to.include({ httpStatusCode: 403 });
    }
  });

  it("needs the caller's own permission too", async () => {
    const assume = new AssumeRoleCommand({ RoleArn: accessRole(shop), RoleSessionName: 'test' });
    await clients(simulator, simulator.credentials['operator']).sts.send(assume);
    expect(
      (await errorOf(clients(simulator, simulator.credentials['reader']).sts.send(assume))).name,
    ).to.equal('AccessDenied');
  });

  it('narrows the session by the session policy', async () => {
    const reads = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'iam:List*', Resource: '*' }],
    });
    const member = await inAccount(simulator, shop, 'us-east-1', reads);
    await member.iam.send(new ListRolesCommand({}));
    const error = await errorOf(member.iam.send(new DeleteRoleCommand({ RoleName: 'x' })));
    expect(error.message).to.equal(
      `User: arn:aws:sts::${shop}:assumed-role/OrganizationAccountAccessRole/test is not authorized to perform: iam:DeleteRole on resource: arn:aws:iam::${shop}:role/x because no session policy allows the iam:DeleteRole action`,
    );
    const malformed = clients(simulator).sts.send(
      new AssumeRoleCommand({ RoleArn: accessRole(shop), RoleSessionName: 'test', Policy: '{}' }),
    );
    expect((await errorOf(malformed)).name).to.equal('MalformedPolicyDocumentException');
  });

  it("honours conditions of the trust policy: the caller's role, its organization, an external id", async () => {
    const member = await inAccount(simulator, shop);
    const policies: Record<string, string> = {
      byRole: trusting(
        { AWS: `arn:aws:iam::${management}:root` },
        { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${management}:role/operator` } },
      ),
      byOrganization: trusting({ AWS: '*' }, { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }),
      byOther: trusting({ AWS: '*' }, { StringEquals: { 'aws:PrincipalOrgID': 'o-zzzzzzzzzz' } }),
      byId: trusting({ AWS: management }, { StringEquals: { 'sts:ExternalId': 'secret' } }),
    };
    for (const [name, AssumeRolePolicyDocument] of Object.entries(policies))
      await member.iam.send(
        new CreateRoleCommand({ RoleName: `Organization-${name}`, AssumeRolePolicyDocument }),
      );
    const outcome = (
      name: string,
      credentials: keyof typeof simulator.credentials,
      ExternalId?: string,
    ): Promise<string> =>
      clients(simulator, simulator.credentials[credentials])
        .sts.send(
          new AssumeRoleCommand({
            RoleArn: `arn:aws:iam::${shop}:role/Organization-${name}`,
            RoleSessionName: 'test',
            ExternalId,
          }),
        )
        .then(
          () => 'allowed',
          (error: Error) => error.name,
        );
    expect(await outcome('byRole', 'operator')).to.equal('allowed');
    expect(await outcome('byOrganization', 'operator')).to.equal('allowed');
    expect(await outcome('byOther', 'operator')).to.equal('AccessDenied');
    expect(await outcome('byId', 'operator')).to.equal('AccessDenied');
    expect(await outcome('byId', 'operator', 'secret')).to.equal('allowed');
    const administrator = clients(simulator).sts.send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${shop}:role/Organization-byRole`,
        RoleSessionName: 'test',
      }),
    );
    expect((await errorOf(administrator)).name).to.equal('AccessDenied');
  });

  it('validates names and durations', async () => {
    const member = await inAccount(simulator, shop);
    const call = (more: object): Promise<Error> =>
      errorOf(
        clients(simulator).sts.send(
          new AssumeRoleCommand({ RoleArn: accessRole(shop), RoleSessionName: 'test', ...more }),
        ),
      );
    expect((await call({ RoleSessionName: 'a b' })).name).to.equal('ValidationError');
    expect((await call({ DurationSeconds: 60 })).name).to.equal('ValidationError');
    expect((await call({ DurationSeconds: 7200 })).message).to.include('MaxSessionDuration');
    await member.iam.send(
      new CreateRoleCommand({
        RoleName: 'chained',
        AssumeRolePolicyDocument: trusting({ AWS: accessRole(shop) }),
        MaxSessionDuration: 7200,
      }),
    );
    const chained = await errorOf(
      member.sts.send(
        new AssumeRoleCommand({
          RoleArn: `arn:aws:iam::${shop}:role/chained`,
          RoleSessionName: 'test',
          DurationSeconds: 7200,
        }),
      ),
    );
    expect(chained.message).to.include('role chaining');
  });

  it('judges services by the trust policy, with the account they act for', async () => {
    const member = await inAccount(simulator, audit);
    const condition = { StringEquals: { 'aws:SourceAccount': audit, 'aws:SourceOrgID': 'o-a1b2c3d4e5' } };
    await member.iam.send(
      new CreateRoleCommand({
        RoleName: 'for-config',
        AssumeRolePolicyDocument: trusting({ Service: 'config.amazonaws.com' }, condition),
      }),
    );
    const asService = (service: string, accountId: string): Promise<string> =>
      simulator.world
        .invoke(
          'sts',
          'AssumeRole',
          { RoleArn: `arn:aws:iam::${audit}:role/for-config`, RoleSessionName: 'service' },
          {
            caller: serviceCaller(service, { accountId, arn: `arn:aws:config:us-east-1:${accountId}:x` }),
            region: 'us-east-1',
          },
        )
        .then(
          () => 'allowed',
          (error: { code: string }) => error.code,
        );
    expect(await asService('config.amazonaws.com', audit)).to.equal('allowed');
    expect(await asService('config.amazonaws.com', shop)).to.equal('AccessDenied');
    expect(await asService('events.amazonaws.com', audit)).to.equal('AccessDenied');
  });
});

describe('simulator: policies are enforced', () => {
  it('by service control policies on member accounts, and neither on the management account nor on service-linked roles', async () => {
    const simulator = await simulate(`
serviceControlPolicies:
  - { name: NoRoleLists, targets: [/Workloads], document: { Version: '2012-10-17', Statement: [{ Effect: Deny, Action: 'iam:ListRoles', Resource: '*' }] } }
  - { name: NoneHere, targets: ['${management}'], document: { Version: '2012-10-17', Statement: [{ Effect: Deny, Action: 'iam:ListRoles', Resource: '*' }] } }
  - { name: NoTags, targets: ['${shop}'], document: { Version: '2012-10-17', Statement: [{ Effect: Deny, Action: 'iam:ListRoleTags', Resource: '*' }] } }
recorders: [{ accountId: '${shop}', region: us-east-1 }]
`);
    const denied = await errorOf((await inAccount(simulator, shop)).iam.send(new ListRolesCommand({})));
    expect(denied.message).to.match(
      /is not authorized to perform: iam:ListRoles on resource: \S+ with an explicit deny in a service control policy$/,
    );
    const RoleName = 'OrganizationAccountAccessRole';
    const itself = await errorOf(
      (await inAccount(simulator, shop)).iam.send(new ListRoleTagsCommand({ RoleName })),
    );
    expect(itself.message).to.match(/with an explicit deny in a service control policy$/);
    await (await inAccount(simulator, audit)).iam.send(new ListRoleTagsCommand({ RoleName }));
    await (await inAccount(simulator, audit)).iam.send(new ListRolesCommand({}));
    await clients(simulator).iam.send(new ListRolesCommand({}));
    const linked = roleCaller(iamOf(simulator.world, shop).roles['AWSServiceRoleForConfig']!, 'config');
    await simulator.world.invoke('iam', 'ListRoles', {}, { caller: linked, region: 'us-east-1' });
    await simulator.stop();
  });

  it('as they are at the time of the call, not as they were when the session began', async () => {
    const simulator = await simulate(`
principals: { nobody: { accountId: '${management}', type: role, name: nobody } }
`);
    const { organizations } = clients(simulator, simulator.credentials['nobody']);
    const denied = await errorOf(organizations.send(new ListAccountsCommand({})));
    expect(denied).to.include({
      name: 'AccessDeniedException',
      message: `User: arn:aws:sts::${management}:assumed-role/nobody/nobody is not authorized to perform: organizations:ListAccounts on resource: * because no identity-based policy allows the organizations:ListAccounts action`,
    });
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'organizations:List*', Resource: '*' }],
    });
    await clients(simulator).iam.send(
      new PutRolePolicyCommand({ RoleName: 'nobody', PolicyName: 'list', PolicyDocument }),
    );
    await organizations.send(new ListAccountsCommand({}));
    await simulator.stop();
  });

  it('with the keys of an expired session refused', async () => {
    const simulator = await simulate();
    const role = iamOf(simulator.world, shop).roles['OrganizationAccountAccessRole']!;
    const session = simulator.issue(roleCaller(role, 'short'), -1);
    expect(
      (await errorOf(clients(simulator, session).sts.send(new GetCallerIdentityCommand({})))).name,
    ).to.be.oneOf(['ExpiredToken', 'ExpiredTokenException']);
    expect(
      (await errorOf(clients(simulator, session).organizations.send(new ListAccountsCommand({})))).name,
    ).to.equal('ExpiredTokenException');
    await simulator.stop();
  });
});
