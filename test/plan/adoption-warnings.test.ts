import { expect } from 'chai';
import { adoptionWarnings } from '../../src/plan/adoption-warnings.js';
import { recorder } from './sample.js';

const key = (n: number) => `${String(n).padStart(12, '0')}/eu-west-1`;
const daily = () => {
  const seen = recorder();
  const settings = seen.seen ? seen.recorder!.settings! : undefined;
  return recorder({ settings: { ...settings!, frequency: 'DAILY' } });
};

describe('what is said of adopted things', () => {
  it('is nothing where they are as ours would be', () => {
    const targets = new Map([[key(1), recorder()]]);
    expect(adoptionWarnings({ foreign: [key(1)], adoptedRules: new Map() }, { targets })).to.deep.equal([]);
  });

  it('names recorders that record once a day, ten of them at most', () => {
    const keys = Array.from({ length: 12 }, (_, n) => key(n));
    const targets = new Map(keys.map((one) => [one, daily()]));
    const [warning] = adoptionWarnings({ foreign: keys, adoptedRules: new Map() }, { targets });
    expect(warning).to.contain('once a day').and.contain(key(9)).and.contain('and 2 more');
    expect(warning).not.to.contain(key(10));
  });

  it('names each rule that was there before', () => {
    const adoptedRules = new Map([
      ['b', [key(2)]],
      ['a', [key(2), key(1)]],
    ]);
    const warnings = adoptionWarnings({ foreign: [], adoptedRules }, { targets: new Map() });
    expect(warnings.map((one) => one.slice(0, 6))).to.deep.equal(['Rule a', 'Rule b']);
    expect(warnings[0]).to.contain(`${key(1)}, ${key(2)}`);
  });
});
