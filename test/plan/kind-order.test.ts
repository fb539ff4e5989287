import { expect } from 'chai';
import { stackSetKinds } from '../../src/model/desired.js';
import { decisionOrder, membersAfterRecorders, removalOrder } from '../../src/plan/kind-order.js';

describe('the order of kinds of StackSets', () => {
  it('has each of them in every use', () => {
    for (const order of [decisionOrder, membersAfterRecorders, removalOrder])
      expect(order).to.have.members([...stackSetKinds]);
  });

  it('differs from that of deployment by what has to come later, and backwards for removal', () => {
    const after = (order: readonly string[], kind: string) => order[order.indexOf(kind) - 1];
    expect(after(decisionOrder, 'slr')).to.equal('recorder');
    expect(after(membersAfterRecorders, 'member')).to.equal('recorder');
    expect([removalOrder[0], removalOrder.at(-1)]).to.deep.equal(['forward', 'hub']);
  });
});
