import { expect } from 'chai';
import { fromAws, isAws, required } from '../../src/aws/errors.js';
import { wordsOfAll } from '../../src/aws/words-of-all.js';
import { callerIdentity, connected, fakeAws, jsonError, queryError } from './fake-aws.js';

const called = { service: 'config', operation: 'DescribeConfigRules', mutating: false, region: 'eu-west-1' };

function sdkError(name: string, message: string, more: object = {}): Error {
  return Object.assign(new Error(message), { name, ...more });
}

describe('errors of AWS', () => {
  const cases = [
    ['AccessDenied', 'NotPermitted', 'user'],
    ['AccessDeniedException', 'NotPermitted', 'user'],
    ['ExpiredToken', 'NoCredentials', 'user'],
    ['CredentialsProviderError', 'NoCredentials', 'user'],
    ['UnrecognizedClientException', 'NoCredentials', 'user'],
    ['InvalidAccessKeyId', 'NoCredentials', 'user'],
    ['InvalidToken', 'NoCredentials', 'user'],
    ['AWSOrganizationsNotInUseException', 'WrongOrganization', 'user'],
    ['ThrottlingException', 'AwsUnavailable', 'aws'],
    ['TimeoutError', 'AwsUnavailable', 'aws'],
    ['ValidationException', 'UnexpectedAnswer', 'aws'],
  ] as const;
  for (const [name, code, fault] of cases)
    it(`${name} is ${code}, and keeps AWS’s own words`, () => {
      const error = fromAws(sdkError(name, 'words of AWS'), called);
      expect(error).to.include({ code, fault });
      expect(error.message).to.equal(`config:DescribeConfigRules in eu-west-1: ${name}: words of AWS`);
      expect(isAws(error, name)).to.equal(true);
      expect(error.targets).to.deep.equal([{ region: 'eu-west-1' }]);
    });

  it('refusals that differ in their resource alone are told once, with every resource', () => {
    const refused = (role: string, why = '') =>
      sdkError(
        'AccessDenied',
        `User: arn:aws:sts::1:assumed-role/o/s is not authorized to perform: sts:AssumeRole on resource: ${role}${why}`,
      );
    const said =
      'AccessDenied: User: arn:aws:sts::1:assumed-role/o/s is not authorized to perform: sts:AssumeRole on resource: ';
    expect(wordsOfAll([refused('a')])).to.equal(`${said}a`);
    expect(wordsOfAll([refused('a'), refused('b'), refused('b'), refused('c')])).to.equal(`${said}a, b, c`);
    const denied = ' with an explicit deny in a service control policy';
    expect(wordsOfAll([refused('a'), refused('b', denied), refused('c')])).to.equal(
      `${said}a, c; ${said}b${denied}`,
    );
    expect(wordsOfAll([sdkError('AccessDenied', 'no'), sdkError('AccessDenied', 'no')])).to.equal(
      'AccessDenied: no',
    );
  });

  it('a failed change is ActionFailed', () => {
    expect(fromAws(sdkError('ValidationError', 'no'), { ...called, mutating: true }).code).to.equal(
      'ActionFailed',
    );
  });

  it('a name that does not resolve is AwsUnavailable', () => {
    expect(fromAws(sdkError('Error', 'getaddrinfo', { code: 'ENOTFOUND' }), called).code).to.equal(
      'AwsUnavailable',
    );
  });

  it('says which action to allow for whom, as AWS said it', () => {
    const words =
      'User: arn:aws:iam::111111111111:user/me is not authorized to perform: iam:PassRole on resource: x with an explicit deny in a service control policy';
    const { instructions } = fromAws(sdkError('AccessDenied', words), called);
    expect(instructions).to.include('iam:PassRole').and.include('arn:aws:iam::111111111111:user/me');
    expect(instructions).to.include('service control policy');
  });

  it('names the action itself where AWS does not', () => {
    expect(fromAws(sdkError('AccessDenied', 'no'), called).instructions).to.include(
      'config:DescribeConfigRules',
    );
  });

  it('credentials that AWS does not know say how to sign in', async () => {
    const server = await fakeAws(() =>
      queryError('InvalidClientTokenId', 'The security token is invalid', 403),
    );
    const error = await connected(server.endpoint).catch((thrown: unknown) => thrown);
    expect(error)
      .to.include({ code: 'NoCredentials' })
      .and.to.have.property('instructions')
      .that.includes('aws sso login');
    expect(server.requests).to.have.lengthOf(1);
    await server.stop();
  });

  it('a member that AWS documents as always there, and left out, is UnexpectedAnswer', async () => {
    expect(() => required(undefined, 'Root.Id'))
      .to.throw('Root.Id')
      .with.property('code', 'UnexpectedAnswer');
    const server = await fakeAws(({ operation }) =>
      operation === 'GetCallerIdentity' ? callerIdentity : { body: { Roots: [{}] } },
    );
    const { aws } = await connected(server.endpoint);
    const error = await aws.organizations.listRoots().catch((thrown: unknown) => thrown);
    expect(error).to.include({ code: 'UnexpectedAnswer' });
    aws.close();
    await server.stop();
  });

  it('after an interruption no call begins', async () => {
    const server = await fakeAws(({ operation }) =>
      operation === 'GetCallerIdentity' ? callerIdentity : jsonError('Unexpected', 'must not come'),
    );
    const control = new AbortController();
    const { aws } = await connected(server.endpoint, { signal: control.signal });
    control.abort();
    const error = await aws.organizations.listRoots().catch((thrown: unknown) => thrown);
    expect(error).to.include({ code: 'Interrupted' });
    expect(server.requests).to.have.lengthOf(1);
    aws.close();
    await server.stop();
  });
});
