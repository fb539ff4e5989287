import { expect } from 'chai';
import { daysAtLeast } from '../../src/findings/age.js';
import type { Finding } from '../../src/model/secret-report.js';

const now = '2026-11-27T12:00:00.000Z';
const finding = (changes: Partial<Finding> = {}): Finding => ({
  rule: 'secretsmanager-using-cmk',
  state: 'non-compliant',
  recordedAt: '2026-11-17T13:00:00.000Z',
  ...changes,
});

describe('the age of a finding', () => {
  it('is whole days since its result was recorded, never more than have passed', () => {
    expect(daysAtLeast(finding(), now)).to.equal(9);
    expect(daysAtLeast(finding({ recordedAt: '2026-11-17T12:00:00.000Z' }), now)).to.equal(10);
    expect(daysAtLeast(finding({ recordedAt: '2026-11-27T11:59:00.000Z' }), now)).to.equal(0);
  });

  it('is none where AWS’s clock is ahead', () => {
    expect(daysAtLeast(finding({ recordedAt: '2026-11-27T12:05:00.000Z' }), now)).to.equal(0);
  });

  it('is not known where AWS says no time, and not told of what is no finding', () => {
    expect(daysAtLeast(finding({ recordedAt: undefined }), now)).to.equal(undefined);
    expect(daysAtLeast(finding({ state: 'compliant' }), now)).to.equal(undefined);
    expect(daysAtLeast(finding({ state: 'not-visible' }), now)).to.equal(undefined);
  });
});
