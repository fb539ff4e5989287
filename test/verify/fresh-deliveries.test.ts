import { expect } from 'chai';
import type { SeenTarget } from '../../src/model/observed.js';
import { OrgSecretsError } from '../../src/model/errors.js';
import { targetKey } from '../../src/model/target.js';
import { verifyCoverage } from '../../src/verify/verify-coverage.js';
import { provedTarget, smallDesired } from '../support/desired.js';
import { InstantClock } from '../support/instant-clock.js';

const shop = '333333333333/eu-west-1';
const failing = (attemptedAt: number, name = 'orgsecrets'): SeenTarget => ({
  ...provedTarget,
  recorder: { ...provedTarget.recorder!, name },
  channel: { name, failures: ['history: NoSuchBucket'], delivered: false, attemptedAt },
});

interface Asking {
  /** What the shop shows before anybody asked, and so many looks after that. */
  readonly shown: (looksSinceAsked: number) => SeenTarget;
  readonly ask?: () => Promise<void>;
  /** Missing: nobody may ask. */
  readonly mayAsk?: boolean;
  readonly minutes?: number;
}

async function verify({ shown, ask = async () => {}, mayAsk = true, minutes = 60 }: Asking) {
  const clock = new InstantClock();
  const began = clock.now();
  const asked: string[] = [];
  let looks = 0;
  const coverage = await verifyCoverage(smallDesired(), {
    lookAt: async (targets) => {
      if (asked.length > 0) looks += 1;
      const look = shown(looks);
      return new Map(targets.map((one) => [targetKey(one), targetKey(one) === shop ? look : provedTarget]));
    },
    clock,
    emit: () => undefined,
    signal: new AbortController().signal,
    deadline: began + minutes * 60_000,
    pollInterval: 10_000,
    ...(mayAsk && {
      askDelivery: async (target, channel) => {
        asked.push(`${targetKey(target)} ${channel}`);
        await ask();
      },
    }),
  });
  return { asked, gaps: coverage.recorder.gaps, minutes: (clock.now() - began) / 60_000 };
}

describe('a channel of ours whose last delivery failed', () => {
  it('is proved by one that is asked for, and asked for once', async () => {
    const { asked, gaps } = await verify({ shown: (looks) => (looks < 3 ? failing(1) : provedTarget) });
    expect(asked).to.deep.equal([`${shop} orgsecrets`]);
    expect(gaps).to.deep.equal([]);
  });

  it('is a gap as soon as that one has failed too', async () => {
    const { asked, gaps, minutes } = await verify({ shown: (looks) => failing(looks < 2 ? 1 : 2) });
    expect(asked).to.have.length(1);
    expect(gaps[0]).to.deep.include({
      pending: false,
      reason: 'delivery channel orgsecrets fails: history: NoSuchBucket',
    });
    expect(minutes).to.be.lessThan(2);
  });

  it('is a gap, and does not hold up the run, where none comes for a quarter of an hour', async () => {
    const { gaps, minutes } = await verify({ shown: () => failing(1) });
    expect(gaps[0]!.reason).to.match(
      /fails: history: NoSuchBucket; a new delivery was asked for and has not/,
    );
    expect(gaps[0]!.pending).to.equal(false);
    expect(minutes).to.be.within(14, 17);
  });

  it('is a gap at the deadline', async () => {
    const { gaps, minutes } = await verify({ shown: () => failing(1), minutes: 2 });
    expect(gaps[0]).to.include({ pending: true });
    expect(minutes).to.be.lessThan(2.1);
  });

  it('is a gap with AWS’s words where it may not be asked', async () => {
    const { gaps, minutes } = await verify({
      shown: () => failing(1),
      ask: async () => {
        throw new OrgSecretsError('NotPermitted', 'config:DeliverConfigSnapshot: AccessDenied: no', {
          fault: 'user',
        });
      },
    });
    expect(gaps[0]!.reason).to.contain('no new delivery could be asked for: config:DeliverConfigSnapshot');
    expect(gaps[0]!.pending).to.equal(false);
    expect(minutes).to.equal(0);
  });

  it('is taken as it is where nothing may be changed', async () => {
    const { asked, gaps, minutes } = await verify({ shown: () => failing(1), mayAsk: false });
    expect([asked, gaps.length, minutes]).to.deep.equal([[], 1, 0]);
  });
});

describe('what is not asked for a delivery', () => {
  const others: readonly [string, SeenTarget][] = [
    ['a channel that somebody else made', failing(1, 'theirs')],
    [
      'a recorder of ours that is stopped',
      { ...failing(1), recorder: { ...provedTarget.recorder!, recording: false } },
    ],
    [
      'one that fails itself',
      {
        ...failing(1),
        recorder: { ...provedTarget.recorder!, lastStatus: 'Failure', lastError: 'InvalidRole' },
      },
    ],
  ];
  for (const [what, look] of others)
    it(`is ${what}`, async () => {
      const { asked, gaps } = await verify({ shown: () => look });
      expect(asked).to.deep.equal([]);
      expect(gaps).to.have.length(1);
    });

  it('is one whose deliveries come', async () => {
    const { asked } = await verify({ shown: () => provedTarget });
    expect(asked).to.deep.equal([]);
  });
});
