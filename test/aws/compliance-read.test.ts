import { expect } from 'chai';
import type { CompliancePort } from '../../src/compliance/ports.js';
import { assumedRole, callerIdentity, connected, type FakeAnswer, fakeAws } from './fake-aws.js';

const cmk = 'secretsmanager-using-cmk';
const question = {
  accountId: '333333333333',
  region: 'eu-west-1',
  rule: cmk,
  compliance: 'COMPLIANT',
} as const;

async function asked<T>(
  answers: Readonly<Record<string, (count: number) => object>>,
  look: (port: CompliancePort) => Promise<T>,
) {
  const server = await fakeAws(({ operation }, count): FakeAnswer => {
    if (operation === 'GetCallerIdentity') return callerIdentity;
    if (operation === 'AssumeRole') return assumedRole('ASIAEXAMPLE');
    return { body: answers[operation]!(count) };
  });
  const { aws } = await connected(server.endpoint);
  try {
    const answer = await look(await aws.compliance());
    const bodies = server.requests
      .filter(({ operation }) => answers[operation])
      .map(({ body }) => JSON.parse(body) as Record<string, unknown>);
    return { answer, bodies, calls: aws.calls() };
  } finally {
    aws.close();
    await server.stop();
  }
}

describe('reading compliance from an aggregator', () => {
  it('reads a summary to its end, past an empty page, and keeps a count that was not capped', async () => {
    const row = (AwsRegion: string, ComplianceType: string, CappedCount: number, CapExceeded = false) => ({
      ConfigRuleName: cmk,
      AccountId: '333333333333',
      AwsRegion,
      Compliance: { ComplianceType, ComplianceContributorCount: { CappedCount, CapExceeded } },
    });
    const pages = [
      { AggregateComplianceByConfigRules: [], NextToken: 'one' },
      { AggregateComplianceByConfigRules: [row('eu-west-1', 'NON_COMPLIANT', 3)], NextToken: 'two' },
      {
        AggregateComplianceByConfigRules: [
          row('eu-west-2', 'NON_COMPLIANT', 25, true),
          row('eu-west-3', 'COMPLIANT', 7),
        ],
      },
    ];
    const { answer, bodies } = await asked(
      { DescribeAggregateComplianceByConfigRules: (count) => pages[count - 1]! },
      (port) => port.ruleSummaries('orgsecrets', cmk),
    );
    expect(
      answer.map(({ region, compliance, nonCompliant }) => [region, compliance, nonCompliant]),
    ).to.deep.equal([
      ['eu-west-1', 'NON_COMPLIANT', 3],
      ['eu-west-2', 'NON_COMPLIANT', undefined],
      ['eu-west-3', 'COMPLIANT', undefined],
    ]);
    expect(bodies[0]).to.deep.equal({
      ConfigurationAggregatorName: 'orgsecrets',
      Filters: { ConfigRuleName: cmk },
      Limit: 1000,
    });
  });

  it('hands over the rows of a query page by page, a hundred at most, and counts no change', async () => {
    const pages = [{ Results: ['{"a":1}', '{"a":2}'], NextToken: 'one' }, { Results: ['{"a":3}'] }];
    const rows: string[] = [];
    const { bodies, calls } = await asked(
      { SelectAggregateResourceConfig: (count) => pages[count - 1]! },
      (port) => port.select('orgsecrets', 'SELECT accountId', (row) => rows.push(row)),
    );
    expect(rows).to.deep.equal(['{"a":1}', '{"a":2}', '{"a":3}']);
    expect(bodies[0]).to.deep.include({ Expression: 'SELECT accountId', Limit: 100 });
    expect(calls.mutating).to.equal(0);
  });

  it('reads results with AWS’s words and the time at which they were recorded', async () => {
    const one = {
      EvaluationResultIdentifier: { EvaluationResultQualifier: { ResourceId: 'arn:a' } },
      ComplianceType: 'COMPLIANT',
      ResultRecordedTime: 1_700_000_000,
      Annotation: 'because',
      AccountId: question.accountId,
      AwsRegion: question.region,
    };
    const { answer, bodies } = await asked(
      { GetAggregateComplianceDetailsByConfigRule: () => ({ AggregateEvaluationResults: [one] }) },
      (port) => port.results('orgsecrets', question),
    );
    expect(answer).to.deep.equal([
      {
        accountId: '333333333333',
        region: 'eu-west-1',
        rule: cmk,
        resourceId: 'arn:a',
        compliance: 'COMPLIANT',
        recordedAt: '2023-11-14T22:13:20.000Z',
        annotation: 'because',
      },
    ]);
    expect(bodies[0]).to.deep.include({ ComplianceType: 'COMPLIANT', Limit: 100 });
  });
});

describe('listing secrets', () => {
  it('tells the times that AWS Config does not record, to the last page', async () => {
    const server = await fakeAws(({ operation }, count): FakeAnswer => {
      if (operation === 'GetCallerIdentity') return callerIdentity;
      if (operation === 'AssumeRole') return assumedRole('ASIAEXAMPLE');
      const entry = { ARN: `arn:${count}`, LastRotatedDate: 1_700_000_000, LastAccessedDate: 1_700_006_400 };
      return { body: { SecretList: [entry], ...(count === 1 ? { NextToken: 'more' } : {}) } };
    });
    const { aws } = await connected(server.endpoint);
    try {
      const session = await aws.members.look('333333333333');
      const times = {
        lastRotated: '2023-11-14T22:13:20.000Z',
        nextRotation: undefined,
        lastAccessed: '2023-11-15',
      };
      expect(await session.secrets('eu-west-1').list()).to.deep.equal([
        { arn: 'arn:1', ...times },
        { arn: 'arn:2', ...times },
      ]);
    } finally {
      aws.close();
      await server.stop();
    }
  });
});
