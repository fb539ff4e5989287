import { expect } from 'chai';
import fc from 'fast-check';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { differences } from '../../../src/simulator/services/cloudformation/stacks/differences.js';

const found = (expected: Shape, actual: Shape): readonly string[] =>
  differences(expected, actual).map(({ path, type }) => `${path} ${type}`);

describe('the differences between a template and a resource', () => {
  it('are of properties that the template sets, at any depth', () => {
    expect(found({ A: { B: 1 } }, { A: { B: 1, C: 2 }, D: 3 })).to.deep.equal([]);
    expect(found({ A: { B: 1 } }, { A: { B: 2 } })).to.deep.equal(['/A/B NOT_EQUAL']);
    expect(found({ A: { B: 1 } }, {})).to.deep.equal(['/A REMOVE']);
  });

  it('do not count numbers and booleans that are text on one side', () => {
    expect(found({ A: 3600, B: true }, { A: '3600', B: 'true' })).to.deep.equal([]);
  });

  it('show both sides as text, and what is not there as null', () => {
    expect(differences({ A: { B: [1] } }, { A: { B: [] } })).to.deep.equal([
      { path: '/A/B/0', expected: '1', actual: 'null', type: 'REMOVE' },
    ]);
    expect(differences({ A: [] }, { A: [{ B: 1 }] })).to.deep.equal([
      { path: '/A/0', expected: 'null', actual: '{"B":1}', type: 'ADD' },
    ]);
  });

  it('do not count the order of a list, and look into what has no equal', () => {
    expect(found({ A: ['x', 'y'] }, { A: ['y', 'x'] })).to.deep.equal([]);
    expect(found({ A: [{ I: 1, V: 1 }] }, { A: [{ I: 1, V: 2 }] })).to.deep.equal(['/A/0/V NOT_EQUAL']);
  });

  it('count what was added to a document, whether it is an object or JSON text', () => {
    const statement = { Effect: 'Allow', Action: 'a:B' };
    const wider = { ...statement, NotAction: 'a:C' };
    expect(found({ Statement: statement }, { Statement: wider })).to.deep.equal(['/Statement/NotAction ADD']);
    const policy = { PolicyDocument: { Statement: [statement] } };
    expect(found(policy, { PolicyDocument: JSON.stringify({ Statement: [statement] }) })).to.deep.equal([]);
    expect(found(policy, { PolicyDocument: JSON.stringify({ Statement: [wider] }) })).to.deep.equal([
      '/PolicyDocument/Statement/0/NotAction ADD',
    ]);
  });

  it('are none between anything and itself', () => {
    const anything = fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<Shape>;
    fc.assert(
      fc.property(anything, (properties) => {
        expect(differences(properties, structuredClone(properties))).to.deep.equal([]);
      }),
    );
  });
});
