import { expect } from 'chai';
import { ClockSkew } from '../../src/aws/clock-skew.js';
import type { Event } from '../../src/model/events.js';
import { startWorld } from '../support/in-process.js';

describe('a machine whose clock is wrong', () => {
  it('is told so by the first refusal; from then on every client signs with AWS’s time, and no answer is asked for twice', async () => {
    const world = await startWorld('doctor', (text) => `${text}clockSkew: -1800\n`);
    const events: Event[] = [];
    const run = await world.run({ emit: (event) => events.push(event) });
    await run.aws.organizations.describeOrganization();
    // Not found: the SDK would take it for a refused signature, and try five times.
    await run.aws.stackSets.describeStackSet('orgsecrets-member');
    run.aws.close();
    await world.stop();
    const attempts = events.flatMap((event) =>
      event.code === 'call' ? [`${event.operation} ${event.attempts}`] : [],
    );
    expect(attempts).to.deep.equal(['GetCallerIdentity 2', 'DescribeOrganization 1', 'DescribeStackSet 1']);
    expect(run.aws.clockSkew()).to.be.within(-1_803_000, -1_797_000);
  });

  it('is not corrected by what may be the network’s doing', () => {
    const skew = new ClockSkew();
    expect(skew.correction).to.equal(0);
    const at = (seconds: number) => ({
      headers: { date: new Date(new Date().getTime() + seconds * 1000).toUTCString() },
    });
    skew.note(at(30));
    expect(skew.milliseconds).to.be.within(28_000, 32_000);
    expect(skew.correction).to.equal(0);
    skew.note(at(-120));
    expect(skew.correction).to.be.within(-122_000, -118_000);
    skew.note({ headers: {} });
    skew.note(undefined);
    expect(skew.correction).to.be.within(-122_000, -118_000);
  });
});
