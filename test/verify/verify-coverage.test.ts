import { expect } from 'chai';
import type { SeenTarget, TargetLook } from '../../src/model/observed.js';
import { targetKey, type Target } from '../../src/model/target.js';
import { verifyCoverage } from '../../src/verify/verify-coverage.js';
import { provedTarget, smallDesired } from '../support/desired.js';
import { InstantClock } from '../support/instant-clock.js';

const evaluating: SeenTarget = {
  ...provedTarget,
  rules: [
    {
      name: 'secretsmanager-using-cmk',
      state: 'EVALUATING',
      identifier: 'SECRETSMANAGER_USING_CMK',
      parameters: {},
      frequency: undefined,
    },
  ],
};

function verify(look: (target: Target, round: number) => TargetLook, minutes: number) {
  const clock = new InstantClock();
  const asked: string[][] = [];
  const result = verifyCoverage(smallDesired(), {
    lookAt: async (targets) => {
      asked.push(targets.map((target) => target.accountId));
      return new Map(targets.map((target) => [targetKey(target), look(target, asked.length)]));
    },
    clock,
    emit: () => {},
    signal: new AbortController().signal,
    deadline: clock.now() + minutes * 60_000,
    pollInterval: 10_000,
  });
  return { asked, result };
}

describe('verifying the coverage', () => {
  it('looks once where everything is proved', async () => {
    const { asked, result } = verify(() => provedTarget, 10);
    expect((await result).rules).to.deep.equal({ desired: 2, verified: 2, gaps: [] });
    expect(asked).to.have.length(1);
  });

  it('looks again at what is pending, and at nothing else', async () => {
    const { asked, result } = verify(
      (target, round) => (target.accountId === '333333333333' && round < 3 ? evaluating : provedTarget),
      10,
    );
    expect((await result).rules.verified).to.equal(2);
    expect(asked).to.deep.equal([['222222222222', '333333333333'], ['333333333333'], ['333333333333']]);
  });

  it('ends at the deadline and names what was still pending', async () => {
    const { asked, result } = verify(() => evaluating, 2);
    expect((await result).rules).to.deep.include({ desired: 2, verified: 0 });
    expect(asked.length).to.be.greaterThan(1).and.lessThan(12);
  });

  it('does not wait for what no time mends', async () => {
    const { asked, result } = verify(() => ({ ...provedTarget, recorder: undefined }), 10);
    expect((await result).recorder).to.deep.include({ desired: 2, verified: 0 });
    expect(asked).to.have.length(1);
  });
});
