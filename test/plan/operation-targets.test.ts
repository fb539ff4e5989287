import { expect } from 'chai';
import fc from 'fast-check';
import { fewestWords, operationsFor } from '../../src/plan/operation-targets.js';
import { everything } from '../../src/model/scope.js';
import { covered, first } from './sample.js';

const accounts = fc.uniqueArray(fc.stringMatching(/^[0-9]{12}$/), { maxLength: 12 });

describe('the words of an operation', () => {
  it('are never more than any other way to say the same', () => {
    fc.assert(
      fc.property(
        accounts.chain((inUnits) =>
          fc.tuple(fc.constant(inUnits), fc.subarray(inUnits, { minLength: Math.min(1, inUnits.length) })),
        ),
        ([inUnits, chosen]) => {
          const { accounts: words, filter } = fewestWords(['r-abcd'], inUnits, chosen);
          expect(words.length).to.be.at.most(Math.min(chosen.length, inUnits.length - chosen.length));
          const reached =
            filter === 'INTERSECTION' ? [...words] : inUnits.filter((account) => !words.includes(account));
          expect(reached).to.have.members(chosen);
        },
      ),
    );
  });

  it('say who is reached where saying who is not takes as many', () => {
    expect(fewestWords(['r-abcd'], ['1', '2'], ['1'])).to.deep.equal({
      organizationalUnits: ['r-abcd'],
      filter: 'INTERSECTION',
      accounts: ['1'],
    });
  });

  it('name a unit in which nobody is yet where AWS deploys by itself to accounts that join', () => {
    const { desired } = covered();
    const stackSet = {
      ...desired.stackSets.find(({ kind }) => kind === 'member')!,
      organizationalUnits: ['ou-a', 'ou-b'],
    };
    const units = {
      accountsInUnits: new Map([
        ['ou-a', [first]],
        ['ou-b', []],
      ]),
      organizationalUnitsPerOperation: 50,
      scope: everything,
    };
    expect(operationsFor(stackSet, [first], units)).to.deep.equal([
      {
        accounts: [first],
        operation: { organizationalUnits: ['ou-a', 'ou-b'], filter: 'NONE', accounts: [] },
      },
    ]);
  });

  it('are split where there are more units than an operation may name', () => {
    const { desired } = covered();
    const ids = Array.from({ length: 120 }, (_, index) => String(index).padStart(12, '0'));
    const unitOf = (id: string) => `ou-${id}`;
    const rules = desired.stackSets.find(({ kind }) => kind === 'rules')!;
    const stackSet = { ...rules, accounts: ids, organizationalUnits: ids.map(unitOf) };
    const units = {
      accountsInUnits: new Map(ids.map((id) => [unitOf(id), [id]])),
      organizationalUnitsPerOperation: 50,
      scope: everything,
    };
    const operations = operationsFor(stackSet, ids, units);
    expect(operations.map((one) => one.accounts.length)).to.deep.equal([50, 50, 20]);
    expect(operations.flatMap((one) => one.accounts)).to.deep.equal(ids);
  });
});
