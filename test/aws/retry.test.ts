import { expect } from 'chai';
import { OrgSecretsError } from '../../src/model/errors.js';
import {
  callerIdentity,
  connected,
  type FakeAnswer,
  fakeAws,
  jsonError,
  notingClock,
  queryError,
} from './fake-aws.js';

/** Answers ListRoots from a list, the last one for ever. */
async function listRoots(answers: readonly FakeAnswer[]) {
  const server = await fakeAws(({ operation }, count) =>
    operation === 'GetCallerIdentity' ? callerIdentity : (answers[count - 1] ?? answers.at(-1)!),
  );
  const { clock, slept } = notingClock();
  const { aws, events } = await connected(server.endpoint, { clock });
  let error: unknown;
  try {
    await aws.organizations.listRoots();
  } catch (thrown) {
    error = thrown;
  }
  aws.close();
  await server.stop();
  const calls = server.requests.filter(({ operation }) => operation === 'ListRoots').length;
  return {
    error,
    slept,
    calls,
    counted: aws.calls(),
    event: events.findLast((event) => event.code === 'call'),
  };
}

const fine: FakeAnswer = { body: { Roots: [{ Id: 'r-abcd', Name: 'Root' }] } };
const throttled = jsonError('TooManyRequestsException', 'Rate exceeded', 429);

describe('the retry policy', () => {
  it('waits longer each time AWS asks to slow down, never longer than its cap, and then gives up', async () => {
    const { error, slept, calls } = await listRoots([throttled]);
    expect(calls).to.equal(12);
    expect(slept.slice(0, 6)).to.deep.equal([1000, 2000, 4000, 8000, 16_000, 20_000]);
    expect(Math.max(...slept)).to.equal(20_000);
    expect(error).to.include({ code: 'AwsUnavailable', fault: 'aws' });
  });

  it('tries again after a fault of AWS and after a cut connection, and tells of it in the event', async () => {
    const { error, calls, event, counted } = await listRoots([
      { status: 503, body: 'busy' },
      { body: '', cut: true },
      fine,
    ]);
    expect(error).to.equal(undefined);
    expect(calls).to.equal(3);
    expect(event).to.include({ operation: 'ListRoots', attempts: 3, requestId: 'request-4' });
    expect(event).to.have.property('retries').with.lengthOf(2);
    expect(counted.byOperation).to.deep.equal({ 'organizations:ListRoots': 1, 'sts:GetCallerIdentity': 1 });
  });

  it('takes a throttle in CloudFormation’s words for one, whatever its code', async () => {
    const { calls } = await listRoots([jsonError('SomethingException', 'Rate exceeded'), fine]);
    expect(calls).to.equal(2);
  });

  it('does not repeat what AWS decided: access, quotas, wrong input', async () => {
    for (const code of ['AccessDeniedException', 'LimitExceededException', 'InvalidInputException']) {
      const { calls, error } = await listRoots([jsonError(code, 'no')]);
      expect(calls, code).to.equal(1);
      expect(error, code).to.be.instanceOf(OrgSecretsError);
    }
  });

  it('fails fast where not even STS answers', async () => {
    const server = await fakeAws(() => queryError('InternalFailure', 'down', 500));
    const error = await connected(server.endpoint).catch((thrown: unknown) => thrown);
    expect(error).to.include({ code: 'AwsUnavailable' });
    expect(server.requests).to.have.lengthOf(2);
    await server.stop();
  });
});
