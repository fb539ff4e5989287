import { expect } from 'chai';
import fc from 'fast-check';
import { packBlocks, type Block } from '../../src/notify/pack.js';

const blocks = fc.array(
  fc.record({
    heading: fc.string({ maxLength: 5 }),
    lines: fc.array(fc.string({ maxLength: 8 }), { maxLength: 9 }),
  }),
);
const size = (part: readonly Block<string>[]): number =>
  part.reduce((sum, { heading, lines }) => sum + heading.length + lines.join('').length, 0);

describe('blocks that are packed', () => {
  it('keep their lines, their order and their headings', () => {
    fc.assert(
      fc.property(blocks, fc.integer({ min: 1, max: 60 }), (all, limit) => {
        const parts = packBlocks(all, (part) => size(part) <= limit);
        const lines = (list: readonly Block<string>[]): readonly string[] =>
          list.flatMap((block) => block.lines.map((line) => `${block.heading}|${line}`));
        expect(parts.flatMap(lines)).to.deep.equal(lines(all));
      }),
    );
  });

  it('make parts that fit, or hold a single line', () => {
    fc.assert(
      fc.property(blocks, fc.integer({ min: 1, max: 60 }), (all, limit) => {
        for (const part of packBlocks(all, (one) => size(one) <= limit)) {
          const count = part.reduce((sum, { lines }) => sum + lines.length, 0);
          expect(count).to.be.greaterThan(0);
          if (count > 1) expect(size(part)).to.be.at.most(limit);
        }
      }),
    );
  });
});
