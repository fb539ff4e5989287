import { expect } from 'chai';
import { LookRefused } from '../../src/observed/look-refused.js';
import {
  assumedRole,
  callerIdentity,
  connected,
  type FakeAnswer,
  fakeAws,
  jsonError,
  queryError,
} from './fake-aws.js';

const denied = queryError('AccessDenied', 'User: x is not authorized to perform: sts:AssumeRole', 403);
const noRecorder: FakeAnswer = { body: { ConfigurationRecordersStatus: [] } };

interface Script {
  /** Role names that may be assumed. */
  readonly roles: () => readonly string[];
  readonly config?: FakeAnswer;
  readonly iam?: FakeAnswer;
  /** What AssumeRole answers for the other roles; default: AccessDenied. */
  readonly otherRoles?: FakeAnswer;
}

async function organization({ roles, config = noRecorder, iam, otherRoles = denied }: Script) {
  const server = await fakeAws(({ operation, query }) => {
    if (operation === 'GetCallerIdentity') return callerIdentity;
    if (operation === 'GetRole') return iam ?? queryError('NoSuchEntity', 'no such role', 404);
    if (operation !== 'AssumeRole') return config;
    const role = query.get('RoleArn')?.split('/').at(-1) ?? '';
    return roles().includes(role) ? assumedRole(`ASIA${role}`) : otherRoles;
  });
  const { aws, events } = await connected(server.endpoint);
  const assumed = () =>
    server.requests
      .filter(({ operation }) => operation === 'AssumeRole')
      .map(({ query }) => [query.get('RoleArn'), query.get('Policy')]);
  return { ...server, aws, events, assumed };
}

async function refusal(look: Promise<unknown>): Promise<LookRefused> {
  const error = await look.catch((thrown: unknown) => thrown);
  expect(error).to.be.instanceOf(LookRefused);
  return error as LookRefused;
}

const shop = '333333333333';
const arn = (name: string, account = shop) => `arn:aws:iam::${account}:role/${name}`;

describe('the way into member accounts', () => {
  it('assumes one role per account, however many callers and Regions there are', async () => {
    const { aws, assumed, requests, stop } = await organization({ roles: () => ['orgsecrets-look'] });
    const sessions = await Promise.all([1, 2, 3].map(() => aws.members.look(shop)));
    for (const region of ['us-east-1', 'eu-west-1']) await sessions[0]!.config(region).recorderStatus();
    expect(assumed()).to.deep.equal([[arn('orgsecrets-look'), null]]);
    expect(sessions[0]!.role).to.equal('orgsecrets-look');
    const signed = requests.filter(({ operation }) => operation === 'DescribeConfigurationRecorderStatus');
    expect(
      signed.map(({ authorization }) => /Credential=(\w+-?\w*)\/\d+\/([\w-]+)/.exec(authorization)?.slice(1)),
    ).to.deep.equal([
      ['ASIAorgsecrets-look', 'us-east-1'],
      ['ASIAorgsecrets-look', 'eu-west-1'],
    ]);
    aws.close();
    await stop();
  });

  it('before our role exists, takes the org.yaml’s one, narrowed by the session policy', async () => {
    const { aws, assumed, stop } = await organization({ roles: () => ['OrganizationAccountAccessRole'] });
    const session = await aws.members.look(shop);
    expect(session.role).to.equal('OrganizationAccountAccessRole');
    expect(assumed()).to.deep.equal([
      [arn('orgsecrets-look'), null],
      [arn('OrganizationAccountAccessRole'), '{"look":true}'],
    ]);
    aws.close();
    await stop();
  });

  it('says no-role in AWS’s words where none may be assumed, and tries again when asked again', async () => {
    let roles: readonly string[] = [];
    const { aws, stop } = await organization({ roles: () => roles });
    const refused = await refusal(aws.members.look(shop));
    expect(refused.why).to.equal('no-role');
    expect(refused.message).to.include('sts:AssumeRole');
    // However many roles were tried, the words stand there once.
    expect(refused.message.match(/AccessDenied/g)).to.have.length(1);
    roles = ['orgsecrets-look'];
    expect((await aws.members.look(shop)).role).to.equal('orgsecrets-look');
    aws.close();
    await stop();
  });

  it('does not take an STS that is down for a role that is not there', async () => {
    const otherRoles = queryError('InternalFailure', 'down', 500);
    const { aws, assumed, stop } = await organization({
      roles: () => ['OrganizationAccountAccessRole'],
      otherRoles,
    });
    expect((await refusal(aws.members.look(shop))).why).to.equal('unavailable');
    expect(new Set(assumed().map(([role]) => role))).to.deep.equal(new Set([arn('orgsecrets-look')]));
    aws.close();
    await stop();
  });

  it('takes the role of one account again once it was made anew: sessions of the one before may do nothing', async () => {
    const { aws, assumed, stop } = await organization({
      roles: () => ['orgsecrets-look', 'orgsecrets-mend'],
    });
    const use = async (accountId: string) => {
      await aws.members.look(accountId);
      await aws.apply.config.startRecorder({ accountId, region: 'us-east-1' }, 'orgsecrets');
    };
    const bank = '444444444444';
    for (const accountId of [shop, bank]) await use(accountId);
    aws.apply.sessions.renew(shop);
    for (const accountId of [shop, bank, shop]) await use(accountId);
    const both = (accountId: string) => ['look', 'mend'].map((name) => arn(`orgsecrets-${name}`, accountId));
    expect(assumed().map(([role]) => role)).to.deep.equal([...both(shop), ...both(bank), ...both(shop)]);
    aws.close();
    await stop();
  });

  it('on request changes stand-ins for our own role, and keeps what is our own role already', async () => {
    let roles: readonly string[] = ['OrganizationAccountAccessRole'];
    const { aws, assumed, stop } = await organization({ roles: () => roles });
    await aws.members.look(shop);
    roles = ['orgsecrets-look'];
    aws.members.renew();
    expect((await aws.members.look(shop)).role).to.equal('orgsecrets-look');
    const before = assumed().length;
    aws.members.renew();
    await aws.members.look(shop);
    expect(assumed()).to.have.lengthOf(before);
    aws.close();
    await stop();
  });

  it('uses the caller itself in its own account where our role is not there, and then a denial means no-role', async () => {
    const config = jsonError('AccessDeniedException', 'not authorized');
    const { aws, assumed, stop } = await organization({ roles: () => [], config });
    const session = await aws.members.look('111111111111');
    expect(session.role).to.equal('operator');
    expect(assumed()).to.have.lengthOf(1);
    expect((await refusal(session.config('us-east-1').recorderStatus())).why).to.equal('no-role');
    aws.close();
    await stop();
  });

  const refusals = [
    [jsonError('AccessDeniedException', 'no'), 'denied'],
    [jsonError('OptInRequired', 'no'), 'pending'],
    [jsonError('UnrecognizedClientException', 'no'), 'pending'],
    [jsonError('SubscriptionRequiredException', 'no'), 'pending'],
    [{ status: 503, body: 'down' }, 'unavailable'],
  ] as const;
  for (const [config, why] of refusals)
    it(`${JSON.stringify(config.body)} in a target is ${why}`, async () => {
      const { aws, stop } = await organization({ roles: () => ['orgsecrets-look'], config });
      const session = await aws.members.look(shop);
      expect((await refusal(session.config('us-east-1').channelStatus())).why).to.equal(why);
      aws.close();
      await stop();
    });

  it('an answer of another kind fails the run', async () => {
    const config = jsonError('ValidationException', 'a defect');
    const { aws, stop } = await organization({ roles: () => ['orgsecrets-look'], config });
    const session = await aws.members.look(shop);
    const error = await session
      .config('us-east-1')
      .channelStatus()
      .catch((thrown: unknown) => thrown);
    expect(error).to.include({ code: 'UnexpectedAnswer' });
    aws.close();
    await stop();
  });

  it('takes only NoSuchEntity for the absence of the service-linked role', async () => {
    const absent = await organization({ roles: () => ['orgsecrets-look'] });
    expect(await (await absent.aws.members.look(shop)).hasServiceLinkedRole()).to.equal(false);
    absent.aws.close();
    await absent.stop();
    const hidden = await organization({ roles: () => ['orgsecrets-look'], iam: denied });
    expect((await refusal((await hidden.aws.members.look(shop)).hasServiceLinkedRole())).why).to.equal(
      'denied',
    );
    hidden.aws.close();
    await hidden.stop();
  });

  it('asks for a role of its own for the aggregator, in the administrator account', async () => {
    const { aws, assumed, stop } = await organization({
      roles: () => ['orgsecrets-aggregator-admin'],
      config: {
        body: {
          ConfigurationAggregators: [
            {
              ConfigurationAggregatorName: 'all',
              ConfigurationAggregatorArn: 'arn:aws:config:us-east-1:222222222222:config-aggregator/a',
              OrganizationAggregationSource: {
                RoleArn: 'arn:aws:iam::222222222222:role/r',
                AllAwsRegions: true,
              },
            },
          ],
        },
      },
    });
    const aggregators = await (await aws.members.aggregators()).describeAggregators();
    expect(aggregators).to.deep.equal([
      {
        name: 'all',
        arn: 'arn:aws:config:us-east-1:222222222222:config-aggregator/a',
        roleArn: 'arn:aws:iam::222222222222:role/r',
        regions: 'all',
      },
    ]);
    expect(assumed()).to.deep.equal([[arn('orgsecrets-aggregator-admin', '222222222222'), null]]);
    aws.close();
    await stop();
  });
});
