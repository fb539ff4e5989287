import { expect } from 'chai';
import { requestRates } from '../../../src/simulator/facts/request-rates.js';
import type { ServiceError } from '../../../src/simulator/kernel/contract.js';
import { services } from '../../../src/simulator/kernel/protocol/services.js';
import { RateLimits } from '../../../src/simulator/kernel/rate-limits.js';
import type { RateRule } from '../../../src/simulator/world-file/schema.js';

function limited(rules: readonly RateRule[]) {
  let now = 0;
  const limits = new RateLimits(rules, () => now);
  return {
    pass: (ms: number) => (now += ms),
    /** What the call is answered: `ok`, or the error. */
    call: (operation = 'ListAccounts', accountId = '111111111111', region = 'us-east-1'): string => {
      try {
        limits.take({ service: 'organizations', operation, accountId, region, callerArn: '' });
        return 'ok';
      } catch (error) {
        return (error as ServiceError).code;
      }
    },
  };
}

const tooMany = 'TooManyRequestsException';

describe('rate limits', () => {
  it('let a burst through, and then as much as time brings', () => {
    const { call, pass } = limited([{ service: 'organizations', perSecond: 2, burst: 3 }]);
    expect([call(), call(), call(), call()]).to.deep.equal(['ok', 'ok', 'ok', tooMany]);
    pass(500);
    expect([call(), call()]).to.deep.equal(['ok', tooMany]);
    pass(60_000);
    expect([call(), call(), call(), call()]).to.deep.equal(['ok', 'ok', 'ok', tooMany]);
  });

  it('take nothing for a call that they refuse, so that impatient callers get through all the same', () => {
    const { call, pass } = limited([{ service: 'organizations', perSecond: 1, burst: 1 }]);
    call();
    const answers = Array.from({ length: 12 }, () => {
      pass(125);
      return call();
    });
    expect(answers.filter((answer) => answer === 'ok')).to.have.length(1);
    expect(answers[7]).to.equal('ok');
  });

  it('have a bucket for each account and Region, and one for each operation that is named', () => {
    const { call } = limited([
      { service: 'organizations', perSecond: 1, burst: 2 },
      { service: 'organizations', operation: 'ListRoots', perSecond: 1, burst: 1 },
      { service: 'config', perSecond: 1, burst: 1 },
    ]);
    expect([call('ListRoots'), call('ListRoots'), call()]).to.deep.equal(['ok', tooMany, 'ok']);
    expect(call()).to.equal(tooMany);
    expect(call('ListAccounts', '222222222222')).to.equal('ok');
    expect(call('ListAccounts', '111111111111', 'eu-west-1')).to.equal('ok');
  });

  it('let two look-ups a second into the event history of an account and Region, and hold up nothing else of it', () => {
    let now = 0;
    const limits = new RateLimits(requestRates, () => now);
    const look = (operation = 'LookupEvents', region = 'us-east-1'): string => {
      try {
        limits.take({ service: 'cloudtrail', operation, accountId: '111111111111', region, callerArn: '' });
        return 'ok';
      } catch (error) {
        return (error as ServiceError).code;
      }
    };
    expect([look(), look(), look()]).to.deep.equal(['ok', 'ok', 'ThrottlingException']);
    expect([look('LookupEvents', 'eu-west-1'), look('ListTrails')]).to.deep.equal(['ok', 'ok']);
    now += 500;
    expect([look(), look()]).to.deep.equal(['ok', 'ThrottlingException']);
  });

  it("have rates of AWS's for services that there are", () => {
    for (const { service, perSecond, burst } of requestRates) {
      expect(services, service).to.have.property(service);
      expect(burst).to.be.at.least(perSecond);
    }
  });
});
