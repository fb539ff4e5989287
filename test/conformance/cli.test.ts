import { expect } from 'chai';
import type { Simulator } from '../../src/simulator/start.js';
import { canJudge, childEnvironment, runCommand } from './python.js';
import { startConformanceWorld } from './simulator.js';

/** What a person types, and what AWS CLI prints of it as JSON (through `--query`), or the error that it names. */
interface Command {
  readonly says: string;
  readonly args: string;
  readonly prints?: unknown;
  readonly fails?: string;
}

const commands: readonly Command[] = [
  {
    says: 'who calls',
    args: 'sts get-caller-identity --query Account',
    prints: '123456789012',
  },
  {
    says: 'all accounts, page by page',
    args: 'organizations list-accounts --page-size 1 --query length(Accounts)',
    prints: 4,
  },
  {
    says: 'the Regions that are enabled by choice',
    args: 'account list-regions --region-opt-status-contains ENABLED --query Regions[].RegionName',
    prints: [],
  },
  {
    says: 'that an account does not exist',
    args: 'organizations describe-account --account-id 999999999999',
    fails: 'AccountNotFoundException',
  },
  {
    says: 'that a role does not exist',
    args: 'iam get-role --role-name nobody',
    fails: 'NoSuchEntity',
  },
  {
    says: 'the recorders of a Region, of which there are none',
    args: 'configservice describe-configuration-recorders --region eu-central-1',
    prints: { ConfigurationRecorders: [] },
  },
  {
    says: 'that a rule does not exist',
    args: 'configservice describe-config-rules --config-rule-names none',
    fails: 'NoSuchConfigRuleException',
  },
  {
    says: 'whether StackSets may reach the organization',
    args: 'cloudformation describe-organizations-access --query Status',
    prints: 'ENABLED',
  },
  {
    says: 'that a StackSet does not exist',
    args: 'cloudformation describe-stack-set --stack-set-name none',
    fails: 'StackSetNotFoundException',
  },
  {
    says: 'that a bucket is new, and then that it is there',
    args: 's3api create-bucket --bucket cli-bucket --query Location',
    prints: '/cli-bucket',
  },
  {
    says: 'the policy of a bucket that has none',
    args: 's3api get-bucket-policy --bucket cli-bucket',
    fails: 'NoSuchBucketPolicy',
  },
  {
    says: 'that a topic is made',
    args: 'sns create-topic --name cli --query TopicArn',
    prints: 'arn:aws:sns:us-east-1:123456789012:cli',
  },
  {
    says: 'that a key does not exist',
    args: 'kms describe-key --key-id alias/none',
    fails: 'NotFoundException',
  },
  {
    says: 'the event bus that every account has',
    args: 'events list-event-buses --query EventBuses[].Name',
    prints: ['default'],
  },
];

if (canJudge()) {
  describe('AWS CLI', function () {
    this.timeout(60_000);
    let simulator: Simulator;
    let env: NodeJS.ProcessEnv;

    before(async () => {
      simulator = await startConformanceWorld();
      const { accessKeyId, secretAccessKey } = simulator.administrator;
      env = childEnvironment({
        AWS_ENDPOINT_URL: simulator.endpoint,
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        AWS_MAX_ATTEMPTS: '1',
        AWS_DEFAULT_OUTPUT: 'json',
      });
    });
    after(() => simulator.stop());

    for (const { says, args, prints, fails } of commands) {
      it(`is told ${says}`, async () => {
        const run = await runCommand('aws', args.split(' '), { env, deadlineMs: 50_000 });
        if (fails === undefined) {
          expect(run.status, run.stderr).to.equal(0);
          expect(JSON.parse(run.stdout)).to.deep.equal(prints);
        } else {
          expect(run.stderr).to.contain(`An error occurred (${fails})`);
          expect(run.status).to.not.equal(0);
        }
      });
    }
  });
}
