import { ListRegionsCommand } from '@aws-sdk/client-account';
import { DescribeConfigurationRecordersCommand } from '@aws-sdk/client-config-service';
import { GetRoleCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import {
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListParentsCommand,
} from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { expect } from 'chai';
import type { Simulator } from '../../../src/simulator/start.js';
import { audit, clients, errorOf, inAccount, management, shop, simulate } from './support/simulator.js';

describe('simulator: protocols, by the unmodified SDK', () => {
  let simulator: Simulator;
  before(async () => {
    simulator = await simulate();
  });
  after(() => simulator.stop());

  it('answers awsQuery with text, numbers, dates and lists in their types', async () => {
    const { iam, sts } = clients(simulator);
    expect((await sts.send(new GetCallerIdentityCommand({}))).Account).to.equal(management);
    const inShop = await inAccount(simulator, shop);
    const { Role } = await inShop.iam.send(new GetRoleCommand({ RoleName: 'OrganizationAccountAccessRole' }));
    expect(Role?.MaxSessionDuration).to.equal(3600);
    expect(Role?.CreateDate).to.be.instanceOf(Date);
    expect(JSON.parse(decodeURIComponent(Role!.AssumeRolePolicyDocument!))).to.have.nested.property(
      'Statement[0].Principal.AWS',
      `arn:aws:iam::${management}:root`,
    );
    const listed = await iam.send(new ListRolesCommand({}));
    expect(listed.Roles).to.deep.equal([]);
    expect(listed.IsTruncated).to.equal(false);
  });

  it('answers awsJson with dates as dates and undefined members left out', async () => {
    const { organizations, config } = clients(simulator);
    const { Accounts } = await organizations.send(new ListAccountsCommand({}));
    expect(Accounts?.map(({ Id }) => Id)).to.deep.equal(['000000000009', management, audit, shop]);
    expect(Accounts?.[0]?.JoinedTimestamp).to.be.instanceOf(Date);
    expect(
      (await config.send(new DescribeConfigurationRecordersCommand({}))).ConfigurationRecorders,
    ).to.deep.equal([]);
  });

  it('answers restJson', async () => {
    const { Regions } = await clients(simulator).account.send(new ListRegionsCommand({}));
    expect(Regions).to.deep.include({ RegionName: 'eu-south-1', RegionOptStatus: 'DISABLED' });
  });

  it('gives errors the name, message, status and request id that the SDK expects, in each protocol', async () => {
    const { iam, organizations, account } = clients(simulator);
    const query = await errorOf(iam.send(new GetRoleCommand({ RoleName: 'nobody' })));
    expect(query).to.include({
      name: 'NoSuchEntityException',
      message: 'The role with name nobody cannot be found.',
    });
    expect(query['$metadata'])
      .to.include({ httpStatusCode: 404 })
      .and.to.have.property('requestId')
      .that.is.a('string');
    const json = await errorOf(organizations.send(new ListParentsCommand({ ChildId: '999999999999' })));
    expect(json.name).to.equal('ChildNotFoundException');
    expect(json['$metadata']).to.have.property('requestId').that.is.a('string');
    const rest = await errorOf(account.send(new ListRegionsCommand({ AccountId: shop })));
    expect(rest.name).to.equal('AccessDeniedException');
  });

  it("refuses an unknown key, a wrong secret, a wrong token and an expired session in each service's own words", async () => {
    const { administrator } = simulator;
    const unknown = clients(simulator, { accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'x' });
    expect((await errorOf(unknown.sts.send(new GetCallerIdentityCommand({})))).name).to.equal(
      'InvalidClientTokenId',
    );
    expect((await errorOf(unknown.organizations.send(new DescribeOrganizationCommand({})))).name).to.equal(
      'UnrecognizedClientException',
    );
    const wrong = clients(simulator, { ...administrator, secretAccessKey: 'wrong' });
    expect((await errorOf(wrong.sts.send(new GetCallerIdentityCommand({})))).name).to.equal(
      'SignatureDoesNotMatch',
    );
    expect((await errorOf(wrong.organizations.send(new DescribeOrganizationCommand({})))).name).to.equal(
      'InvalidSignatureException',
    );
    const tokened = clients(simulator, { ...administrator, sessionToken: 'made up' });
    expect((await errorOf(tokened.sts.send(new GetCallerIdentityCommand({})))).name).to.equal(
      'InvalidClientTokenId',
    );
  });

  it('refuses a signature from another hour', async () => {
    const late = new STSClient({
      endpoint: simulator.endpoint,
      region: 'us-east-1',
      credentials: simulator.administrator,
      maxAttempts: 1,
      systemClockOffset: -3_600_000,
    });
    const error = await errorOf(late.send(new GetCallerIdentityCommand({})));
    expect(error.name).to.equal('SignatureDoesNotMatch');
    expect(error.message).to.match(/^Signature expired/);
  });

  it('counts a Region that is not enabled in the account as unknown credentials', async () => {
    const closedRegion = await inAccount(simulator, audit, 'eu-south-1');
    expect(
      (await errorOf(closedRegion.config.send(new DescribeConfigurationRecordersCommand({})))).name,
    ).to.equal('UnrecognizedClientException');
    expect((await errorOf(closedRegion.sts.send(new GetCallerIdentityCommand({})))).name).to.equal(
      'InvalidClientTokenId',
    );
    const open = await inAccount(simulator, shop, 'eu-south-1');
    expect(
      (await open.config.send(new DescribeConfigurationRecordersCommand({}))).ConfigurationRecorders,
    ).to.deep.equal([]);
  });

  it('serves global services whatever Region the client has', async () => {
    const { organizations } = clients(simulator, simulator.administrator, 'eu-south-1');
    await organizations.send(new DescribeOrganizationCommand({}));
    expect(simulator.log.at(-1)).to.include({ operation: 'DescribeOrganization', region: 'us-east-1' });
  });

  it('logs every call with caller, Region, input and error', async () => {
    const { sts } = clients(simulator);
    await errorOf(
      sts.send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${shop}:role/none`, RoleSessionName: 'test' })),
    );
    expect(simulator.log.at(-1)).to.deep.include({
      service: 'sts',
      operation: 'AssumeRole',
      accountId: management,
      callerArn: `arn:aws:iam::${management}:user/simulator-administrator`,
      source: 'outside',
      mutating: false,
      error: 'AccessDenied',
      input: { RoleArn: `arn:aws:iam::${shop}:role/none`, RoleSessionName: 'test' },
    });
  });

  it('refuses a request that is not signed', async () => {
    const response = await fetch(simulator.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'Action=GetCallerIdentity&Version=2011-06-15',
    });
    expect(response.status).to.equal(403);
    expect(await response.text()).to.include('<Code>MissingAuthenticationToken</Code>');
  });
});
