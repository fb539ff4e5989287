import { expect } from 'chai';
import fc from 'fast-check';
import { jsonInPieces } from '../../src/cli/json-in-pieces.js';

const text = (value: unknown, depth: number) => [...jsonInPieces(value, depth)].join('');

describe('JSON in pieces', () => {
  it('is the text that JSON.stringify makes, however deep it is cut', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 0, max: 4 }), (value, depth) => {
        expect(text(value, depth)).to.equal(JSON.stringify(value, undefined, 2));
      }),
    );
  });

  it('leaves out what is not there, as JSON does', () => {
    const value = { a: undefined, b: { c: undefined }, d: [1, { e: 'two\nlines' }] };
    for (const depth of [0, 1, 2, 3])
      expect(text(value, depth)).to.equal(JSON.stringify(value, undefined, 2));
  });

  it('has a piece for each member down to the depth', () => {
    expect([...jsonInPieces({ slot: { one: [1], two: {} } }, 2)]).to.deep.equal([
      '{\n  "slot": ',
      '{\n    "one": ',
      '[\n      1\n    ]',
      ',\n    "two": ',
      '{}',
      '\n  }',
      '\n}',
    ]);
  });
});
