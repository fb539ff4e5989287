import { expect } from 'chai';
import fc from 'fast-check';
import { inPieces, withoutAccounts } from '../../src/apply/narrow.js';
import type { CreateInstances } from '../../src/model/plan.js';
import { fewestWords } from '../../src/plan/operation-targets.js';
import { stackSetOf } from '../support/desired.js';

const ids = Array.from({ length: 12 }, (_, index) => String(index).padStart(12, '0'));
const region = 'eu-west-1';

/** An operation on some accounts of one unit, in the fewest words. */
const operations: fc.Arbitrary<CreateInstances> = fc.subarray(ids, { minLength: 1 }).map((accounts) => ({
  id: 'create-instances/rules',
  type: 'create-instances',
  dependsOn: [],
  destructive: false,
  stackSet: stackSetOf('rules', accounts),
  targets: accounts.map((accountId) => ({ accountId, region })),
  operation: fewestWords(['ou-1'], ids, accounts),
}));

const reached = ({ operation: { filter, accounts } }: CreateInstances): readonly string[] =>
  filter === 'INTERSECTION' ? accounts : ids.filter((id) => !accounts.includes(id));
const shown = ({ targets }: CreateInstances) => targets.map(({ accountId }) => accountId);

describe('an operation without the accounts in which something failed', () => {
  it('reaches exactly those that are left, with no list longer than theirs', () => {
    fc.assert(
      fc.property(operations, fc.subarray(ids), (action, blocked) => {
        const left = withoutAccounts(action, new Set(blocked));
        expect(shown(left)).to.deep.equal(shown(action).filter((id) => !blocked.includes(id)));
        if (left.targets.length > 0) expect(reached(left)).to.deep.equal(shown(left));
        expect(left.operation.accounts.length).to.be.at.most(shown(action).length);
      }),
    );
  });

  it('becomes several where it would name more accounts than a request should', () => {
    fc.assert(
      fc.property(operations, fc.subarray(ids), fc.integer({ min: 1, max: 12 }), (action, blocked, most) => {
        const left = withoutAccounts(action, new Set(blocked));
        fc.pre(left.targets.length > 0);
        const pieces = inPieces(left, most);
        expect(pieces.flatMap(shown)).to.deep.equal(shown(left));
        for (const piece of pieces) {
          expect(piece.operation.accounts.length).to.be.at.most(most);
          expect(reached(piece)).to.deep.equal(shown(piece));
        }
        if (left.operation.accounts.length <= most) expect(pieces).to.deep.equal([left]);
      }),
    );
  });
});
