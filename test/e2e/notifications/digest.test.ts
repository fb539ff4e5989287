import { expect } from 'chai';
import type { NotifyDocument } from '../../../src/report/json/notify.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { asPerson, mailOf, subscribeMail } from './support.js';

const reader = 'reader@example.com';
const shop = { accountId: '333333333333', region: 'us-east-1' };
const secrets = `
secrets:
  - { accountId: '333333333333', region: us-east-1, name: shop/db }
  - { accountId: '333333333333', region: eu-central-1, name: shop/api }
`;
/** Virtual milliseconds in which AWS Config sees a change, and the aggregator hears of it. */
const settled = 600_000;

describe('orgsecrets notify', function () {
  this.timeout(120_000);
  let world: CliWorld;

  before(async () => {
    world = await startCliWorld('small', (text) => `${text}${secrets}`);
    expect((await world.orgsecrets(['apply', '--auto-approve'])).exitCode).to.equal(0);
    await subscribeMail(world.simulator, reader);
    await world.simulator.clock.sleep(settled);
  });
  after(() => world.stop());

  const digests = (): readonly string[] =>
    mailOf(world.simulator, reader).filter((body) => body.includes('"eventType": "digest"'));
  async function notify(...args: readonly string[]): Promise<NotifyDocument> {
    const ended = await world.json<NotifyDocument>(['notify', ...args]);
    expect(ended.exitCode, ended.stderr).to.equal(0);
    await world.simulator.clock.sleep(60_000);
    return ended.document;
  }

  it('shows a digest with --dry-run, and publishes and keeps nothing', async () => {
    const dry = await notify('--dry-run');
    expect(dry).to.include({ outcome: 'dry-run', previousAt: null, published: 0 });
    expect(dry.new.map(({ name, rule }) => `${name} ${rule}`)).to.include(
      'shop/db secretsmanager-rotation-enabled-check',
    );
    expect(dry.messages).to.have.length(1);
    expect(dry.calls.mutating).to.equal(0);
    expect(digests()).to.deep.equal([]);
    const shown = await world.orgsecrets(['notify', '--dry-run']);
    expect(shown.stdout).to.contain('1 message would be sent').and.to.contain('us-east-1: shop/db');
    // The sandbox, which the org.yaml leaves out.
    expect(dry.notKnown.accounts).to.equal(1);
    expect(shown.stdout).to.contain('Not covered: 1 account, at whose secrets nobody looks.');
  });

  it('publishes the secrets without rotation and the other findings, with the names of accounts', async () => {
    const sent = await notify();
    expect(sent).to.include({ outcome: 'sent', published: 1 });
    const [message, ...others] = digests();
    expect(others).to.deep.equal([]);
    expect(message).to.contain('- 333333333333 (shop), us-east-1: shop/db');
    expect(message).to.contain('- 333333333333 (shop), eu-central-1: shop/api');
    expect(JSON.parse(message ?? '')).to.deep.equal(sent.messages[0]?.body);
  });

  it('does not send the same digest again', async () => {
    const again = await notify();
    expect(again).to.include({ outcome: 'nothing-new', published: 0 });
    expect(again.open.length).to.be.greaterThan(0);
    expect(again.calls.mutating).to.equal(0);
    expect(digests()).to.have.length(1);
  });

  it('sends one digest where two runners are at it', async () => {
    await asPerson(world.simulator, shop, 'secretsmanager', 'CreateSecret', { Name: 'shop/new' });
    await world.simulator.clock.sleep(settled);
    const ended = await Promise.all([notify(), notify()]);
    expect(ended.reduce((sum, { published }) => sum + published, 0)).to.equal(1);
    expect(digests()).to.have.length(2);
    expect(digests()[1]).to.contain('shop/new').and.to.contain('open still');
  });

  it('tells what is resolved', async () => {
    const input = { SecretId: 'shop/db', ForceDeleteWithoutRecovery: true };
    await asPerson(world.simulator, shop, 'secretsmanager', 'DeleteSecret', input);
    await world.simulator.clock.sleep(settled);
    const sent = await notify();
    expect(sent.resolved.map(({ name, fate }) => `${name}: ${fate}`)).to.include('shop/db: deleted');
    expect(digests()[2]).to.contain('us-east-1: shop/db: deleted');
  });

  it('says so where notifications are off', async () => {
    world.editOrg((text) => `${text}\nnotifications:\n  enabled: false\n`);
    const ended = await world.orgsecrets(['notify']);
    expect([ended.exitCode, ended.stderr]).to.satisfy(
      ([code, text]: [number, string]) => code === 4 && text.includes('Notifications are off'),
    );
  });
});
