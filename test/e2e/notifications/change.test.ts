import { expect } from 'chai';
import { ruleNames } from '../../../src/model/catalog.js';
import { ruleWords } from '../../../src/notify/rule-words.js';
import { startWorld, type InProcess } from '../../support/in-process.js';
import { asPerson, becomes, mailOf, subscribeMail } from './support.js';

const reader = 'security@example.com';
const covered = ['111111111111', '222222222222', '333333333333'].flatMap((accountId) =>
  ['us-east-1', 'eu-central-1'].map((region) => ({ accountId, region })),
);

describe('a secret that becomes NON_COMPLIANT', function () {
  this.timeout(60_000);
  let world: InProcess;

  before(async () => {
    world = await startWorld('small');
    expect((await world.apply()).outcome.outcome).to.equal('done');
    await subscribeMail(world.simulator, reader);
  });
  after(() => world.stop());

  const received = (): readonly string[] => mailOf(world.simulator, reader);

  for (const target of covered) {
    it(`in ${target.accountId}, ${target.region}, brings one message that says where and what to do`, async () => {
      const before = received().length;
      for (const rule of ruleNames) becomes(world.simulator, 'NON_COMPLIANT', target, rule);
      becomes(world.simulator, 'COMPLIANT', target, ruleNames[0]);
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
    becomes(
      world.simulator,
      'NON_COMPLIANT',
      { accountId: '444455556666', region: 'us-east-1' },
      ruleNames[0],
    );
    await world.simulator.clock.sleep(60_000);
    expect(received()).to.have.length(before);
  });

  it('because it was made without rotation brings the message, from AWS Config to the mail', async () => {
    const before = received().length;
    const shop = { accountId: '333333333333', region: 'eu-central-1' };
    await asPerson(world.simulator, shop, 'secretsmanager', 'CreateSecret', { Name: 'shop/new' });
    await world.simulator.clock.sleep(3_600_000);
    const about = received()
      .slice(before)
      .filter((message) => message.includes('"secretsmanager-rotation-enabled-check"'));
    expect(about).to.have.length(1);
    expect(about[0]).to.match(/In account 333333333333, eu-central-1, the secret arn:\S+:secret:shop\/new-/);
  });
});
