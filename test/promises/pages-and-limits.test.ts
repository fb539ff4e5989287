import { expect } from 'chai';
import { expectDone } from '../support/crash.js';
import { endState } from '../support/end-state.js';
import { startWorld, type InProcess } from '../support/in-process.js';

describe('an AWS with small pages and low limits', function () {
  this.timeout(60_000);
  let world: InProcess;
  afterEach(() => world.stop());

  it('is covered the same where every page holds one item and the first none', async () => {
    world = await startWorld('small');
    expectDone(await world.apply(), 'usual pages');
    const usual = endState(world.simulator);
    await world.stop();
    world = await startWorld('small', (text) => `${text}pageSize: 1\nemptyPages: true\n`);
    const view = await world.apply();
    expectDone(view, 'pages of one');
    expect(view.outcome.coverage.rules).to.deep.equal({ desired: 6, verified: 6, gaps: [] });
    expect(endState(world.simulator)).to.deep.equal(usual);
    expect((await world.apply()).calls.mutating).to.equal(0);
  });

  it('is waited for where calls are throttled all the time', async () => {
    world = await startWorld('small', (text) => text + limits);
    world.editOrg((text) => text.replace('pollInterval: 0.2', 'pollInterval: 10'));
    expectDone(await world.apply(), 'throttled');
    const throttled = world.simulator.log.filter(({ error }) =>
      /^(Throttling|TooManyRequests)/.test(error ?? ''),
    );
    expect(throttled.length).to.be.greaterThan(20);
  });

  it('finds the rate where CloudFormation takes one call a second of two dozen accounts in seven Regions', async () => {
    world = await startWorld('acme', (text) => text + oneCallASecond);
    expectDone(await world.apply(), 'one call a second');
    const calls = world.simulator.log.filter(
      ({ service, source }) => service === 'cloudformation' && source === 'outside',
    );
    const refused = calls.filter(({ error }) => error?.startsWith('Throttling'));
    // Without turns more than half of all calls are refused, and some for good.
    expect(refused.length / calls.length).to.be.within(0.01, 0.25);
  });
});

const oneCallASecond = `
rateLimits:
  - { service: cloudformation, perSecond: 1, burst: 1 }
`;

const limits = `
rateLimits:
  - { service: cloudformation, perSecond: 3, burst: 5 }
  - { service: config, perSecond: 2, burst: 4 }
  - { service: organizations, perSecond: 1, burst: 3 }
  - { service: sts, perSecond: 2, burst: 3 }
`;
