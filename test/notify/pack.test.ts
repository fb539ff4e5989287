import { expect } from 'chai';
import fc from 'fast-check';
import { packBlocks, type Block, type PartSizes } from '../../src/notify/pack.js';

interface Line {
  readonly text: string;
  readonly along: readonly string[];
}

const line = fc.record({
  text: fc.string({ maxLength: 8 }),
  along: fc.uniqueArray(fc.constantFrom('a', 'bb', 'cccc'), { maxLength: 3 }),
});
const blocks = fc.array(
  fc.record({ heading: fc.string({ maxLength: 5 }), lines: fc.array(line, { maxLength: 9 }) }),
);
const room = fc.integer({ min: 1, max: 60 });
const sizes = (most: number): PartSizes<Line> => ({
  room: most,
  of: (text) => text.length,
  along: (one) => one.along,
});
/** Counted from nothing, as one would by hand. */
const sizeOf = (part: readonly Block<Line>[]): number => {
  const lines = part.flatMap((block) => block.lines);
  const once = [...new Set(lines.flatMap(({ along }) => along))];
  const texts = [...part.map(({ heading }) => heading), ...lines.map(({ text }) => text), ...once];
  return texts.join('').length;
};

describe('blocks that are packed', () => {
  it('keep their lines, their order and their headings', () => {
    fc.assert(
      fc.property(blocks, room, (all, most) => {
        const parts = packBlocks(all, sizes(most));
        const lines = (list: readonly Block<Line>[]): readonly string[] =>
          list.flatMap((block) => block.lines.map(({ text }) => `${block.heading}|${text}`));
        expect(parts.flatMap(lines)).to.deep.equal(lines(all));
      }),
    );
  });

  it('make parts that fit, or hold a single line', () => {
    fc.assert(
      fc.property(blocks, room, (all, most) => {
        for (const part of packBlocks(all, sizes(most))) {
          const count = part.reduce((sum, { lines }) => sum + lines.length, 0);
          expect(count).to.be.greaterThan(0);
          if (count > 1) expect(sizeOf(part)).to.be.at.most(most);
        }
      }),
    );
  });

  it('make a new part only where the next line has no room', () => {
    const named = blocks.map((all) => all.map((block, index) => ({ ...block, heading: `h${index}` })));
    fc.assert(
      fc.property(named, room, (all, most) => {
        const parts = packBlocks(all, sizes(most));
        for (const [index, part] of parts.slice(0, -1).entries()) {
          const next = parts[index + 1]![0]!;
          const last = part.at(-1)!;
          const first = next.lines.slice(0, 1);
          const longer =
            next.heading === last.heading
              ? [...part.slice(0, -1), { ...last, lines: [...last.lines, ...first] }]
              : [...part, { ...next, lines: first }];
          expect(sizeOf(longer)).to.be.greaterThan(most);
        }
      }),
    );
  });
});
