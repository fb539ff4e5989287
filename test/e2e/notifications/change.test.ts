import { expect } from 'chai';
import { ruleNames } from '../../../src/model/catalog.js';
import { ruleWords } from '../../../src/notify/rule-words.js';
import { roleCaller } from '../../../src/simulator/services/iam/callers.js';
import { roleByArn } from '../../../src/simulator/services/iam/state.js';
import { emitServiceEvent } from '../../../src/simulator/services/events/emit-service-event.js';
import { startWorld, type InProcess } from '../../support/in-process.js';

const hub = { accountId: '222222222222', region: 'us-east-1' };
const TopicArn = `arn:aws:sns:${hub.region}:${hub.accountId}:orgsecrets`;
const Endpoint = 'security@example.com';
const covered = ['111111111111', '222222222222', '333333333333'].flatMap((accountId) =>
  ['us-east-1', 'eu-central-1'].map((region) => ({ accountId, region })),
);

describe('a secret that becomes NON_COMPLIANT', function () {
  this.timeout(60_000);
  let world: InProcess;

  before(async () => {
    world = await startWorld('small');
    expect((await world.apply()).outcome.outcome).to.equal('done');
    await subscribe();
  });
  after(() => world.stop());

  /** As a person of the administrator account would, by hand. */
  async function subscribe(): Promise<void> {
    const { world: inside, inbox } = world.simulator;
    const role = roleByArn(inside, `arn:aws:iam::${hub.accountId}:role/OrganizationAccountAccessRole`);
    const as = { caller: roleCaller(role!, 'person'), region: hub.region };
    await inside.invoke('sns', 'Subscribe', { TopicArn, Protocol: 'email', Endpoint }, as);
    const { token: Token } = inbox.at(-1) ?? {};
    await inside.invoke('sns', 'ConfirmSubscription', { TopicArn, Token }, as);
  }

  const received = (): readonly string[] =>
    world.simulator.inbox.filter(({ kind }) => kind === 'Notification').map(({ body }) => body);

  function becomes(complianceType: string, target: (typeof covered)[number], configRuleName: string): void {
    const { accountId, region } = target;
    emitServiceEvent(world.simulator.world, target, {
      source: 'aws.config',
      detailType: 'Config Rules Compliance Change',
      detail: () => ({
        resourceId: `arn:aws:secretsmanager:${region}:${accountId}:secret:db-AbCdEf`,
        awsRegion: region,
        awsAccountId: accountId,
        configRuleName,
        messageType: 'ComplianceChangeNotification',
        newEvaluationResult: { complianceType },
      }),
    });
  }

  for (const target of covered) {
    it(`in ${target.accountId}, ${target.region}, brings one message that says where and what to do`, async () => {
      const before = received().length;
      for (const rule of ruleNames) becomes('NON_COMPLIANT', target, rule);
      becomes('COMPLIANT', target, ruleNames[0]);
      await world.simulator.clock.sleep(60_000);
      const messages = received().slice(before);
      expect(messages).to.have.length(ruleNames.length);
      for (const rule of ruleNames) {
        const about = messages.filter((message) => message.includes(`"${rule}"`));
        expect(about, rule).to.have.length(1);
        for (const words of [target.accountId, target.region, ...ruleWords[rule].nextSteps])
          expect(about[0], rule).to.contain(words);
      }
    });
  }

  it('in an excluded account brings none', async () => {
    const before = received().length;
    becomes('NON_COMPLIANT', { accountId: '444455556666', region: 'us-east-1' }, ruleNames[0]);
    await world.simulator.clock.sleep(60_000);
    expect(received()).to.have.length(before);
  });
});
