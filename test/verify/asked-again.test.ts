import { expect } from 'chai';
import type { RuleLook, SeenTarget } from '../../src/model/observed.js';
import { observeTargets } from '../../src/observed/observe-targets.js';
import { verifyCoverage } from '../../src/verify/verify-coverage.js';
import { fakeMembers, type Targets } from '../observed/fake-members.js';
import { provedTarget, smallDesired } from '../support/desired.js';
import { InstantClock } from '../support/instant-clock.js';

const shop = '333333333333/eu-west-1';
const signal = new AbortController().signal;

function withRules(state: RuleLook['state']): SeenTarget {
  const rules = provedTarget.rules === 'not-looked' ? [] : provedTarget.rules;
  return { ...provedTarget, rules: rules.map((rule) => ({ ...rule, state })) };
}

/** What the shop is asked, round by round; each round it is as `rounds` say, the last for good. */
async function askedOf(rounds: readonly SeenTarget[]) {
  const clock = new InstantClock();
  const asked: (readonly string[])[] = [];
  const coverage = await verifyCoverage(smallDesired(), {
    lookAt: async (targets, recorderProved) => {
      const now: Targets = { [shop]: rounds[asked.length] ?? provedTarget };
      const { members, calls } = fakeMembers(now);
      const looks = await observeTargets(
        smallDesired(),
        targets,
        members,
        () => undefined,
        signal,
        recorderProved,
      );
      asked.push(calls.filter((call) => call.startsWith(`${shop} `)).map((call) => call.split(' ')[1] ?? ''));
      return looks;
    },
    clock,
    emit: () => undefined,
    signal,
    deadline: clock.now() + 600_000,
    pollInterval: 10_000,
  });
  return { asked, verified: coverage.rules.verified };
}

const everything = ['recorderStatus', 'recorderSettings', 'channelStatus', 'rules'];

describe('what is asked again while coverage is awaited', () => {
  it('is the rules alone, where recorder and channel were proved before', async () => {
    const { asked, verified } = await askedOf([withRules('EVALUATING'), withRules('EVALUATING')]);
    expect(asked).to.deep.equal([everything, ['rules'], ['rules']]);
    expect(verified).to.equal(2);
  });

  it('is everything, where the recorder was not proved', async () => {
    const unread: SeenTarget = { ...withRules('EVALUATING'), recorder: undefined };
    const { asked } = await askedOf([unread, withRules('EVALUATING')]);
    expect(asked).to.deep.equal([
      everything.filter((call) => call !== 'recorderSettings' && call !== 'channelStatus'),
      everything,
      ['rules'],
    ]);
  });
});
