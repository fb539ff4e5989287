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
      accountsPerOperation: 1000,
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
      accountsPerOperation: 1000,
    };
    const operations = operationsFor(stackSet, ids, units);
    expect(operations.map((one) => one.accounts.length)).to.deep.equal([50, 50, 20]);
    expect(operations.flatMap((one) => one.accounts)).to.deep.equal(ids);
  });

  it('are split where the list of accounts would be too long, into as few as can be, each exactly its accounts', () => {
    const { desired } = covered();
    const rules = desired.stackSets.find(({ kind }) => kind === 'rules')!;
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });
    const limits = fc.record({ units: fc.constantFrom(1, 2, 50), accounts: fc.integer({ min: 1, max: 6 }) });
    const chosen = fc.infiniteStream(fc.boolean());
    fc.assert(
      fc.property(sizes, limits, chosen, (sizesOfUnits, most, choose) => {
        const accountsInUnits = new Map(
          sizesOfUnits.map((size, unit) => [
            `ou-${unit}`,
            Array.from({ length: size }, (_, index) => `${unit}${index}`.padStart(12, '0')),
          ]),
        );
        const all = [...accountsInUnits.values()].flat();
        const wanted = all.filter(() => choose.next().value as boolean);
        const operations = operationsFor(
          { ...rules, accounts: wanted, organizationalUnits: [...accountsInUnits.keys()] },
          wanted,
          {
            accountsInUnits,
            organizationalUnitsPerOperation: most.units,
            accountsPerOperation: most.accounts,
            scope: everything,
          },
        );
        expect(operations.flatMap((one) => one.accounts).sort()).to.deep.equal([...wanted].sort());
        for (const { accounts: reached, operation } of operations) {
          expect(operation.accounts.length).to.be.at.most(most.accounts);
          expect(operation.organizationalUnits!.length).to.be.at.most(most.units);
          const inUnits = operation.organizationalUnits!.flatMap((unit) => accountsInUnits.get(unit)!);
          const resolved = inUnits.filter((id) =>
            operation.filter === 'INTERSECTION'
              ? operation.accounts.includes(id)
              : !operation.accounts.includes(id),
          );
          expect(resolved.sort()).to.deep.equal([...reached].sort());
        }
        // No two neighbours could have been one.
        operations.slice(1).forEach((second, index) => {
          const both = [operations[index]!, second];
          const units = [...new Set(both.flatMap(({ operation }) => operation.organizationalUnits!))];
          const inUnits = units.flatMap((unit) => accountsInUnits.get(unit)!);
          const reached = wanted.filter((id) => inUnits.includes(id));
          const words = fewestWords(units, inUnits, reached).accounts.length;
          expect(units.length > most.units || words > most.accounts).to.equal(true);
        });
      }),
    );
  });
});
