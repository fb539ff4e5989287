import { expect } from 'chai';
import fc from 'fast-check';
import { placesText } from '../../src/report/text/places.js';
import { groupByReason } from '../../src/report/text/reasons.js';
import { bytesText } from '../../src/report/text/style.js';
import { shortRegionNames } from '../../src/report/text/short-region.js';
import { oneLine, padEnd, textWidth, truncate, wrap } from '../../src/report/text/width.js';

const names = new Map([['111111111111', 'shop']]);

describe('text in columns', () => {
  for (const [text, width] of [
    ['plain', 5],
    ['日本', 4],
    ['🚀', 2],
    ['👩‍👩‍👧', 2],
    ['🇩🇪', 2],
    ['🫠', 2],
    ['\u001b[31mred\u001b[39m', 3],
    ['é', 1],
  ] as const) {
    it(`counts ${JSON.stringify(text)} as ${width}`, () => {
      expect(textWidth(text)).to.equal(width);
    });
  }

  it('never cuts a text to more columns than were given, nor inside an emoji', () => {
    const piece = fc.constantFrom('a', '日', '👩‍👩‍👧', '🇩🇪', 'é', ' ');
    fc.assert(
      fc.property(fc.array(piece), fc.integer({ min: 1, max: 12 }), (pieces, width) => {
        const text = pieces.join('');
        const cut = truncate(text, width);
        expect(textWidth(cut)).to.be.at.most(width);
        if (textWidth(text) <= width) expect(cut).to.equal(text);
        else expect(text.startsWith(cut.slice(0, -1))).to.equal(true);
        expect(textWidth(padEnd(cut, width))).to.equal(width);
      }),
    );
  });

  it('wraps without losing a word, and no line is too long but for one long word', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,9}$/)),
        fc.integer({ min: 4, max: 20 }),
        (words, width) => {
          const lines = wrap(words.join(' '), width);
          expect(lines.join(' ').split(' ').filter(Boolean)).to.deep.equal(words);
          for (const line of lines) if (line.includes(' ')) expect(line.length).to.be.at.most(width);
        },
      ),
    );
  });

  it('shows a name with line breaks and control codes on one harmless line', () => {
    expect(oneLine('a\nb\u001b[2Jc')).to.equal('a b\ufffd[2Jc');
  });
});

describe('short names of Regions', () => {
  it('are those that people know', () => {
    const short = shortRegionNames([
      'us-east-1',
      'ap-southeast-3',
      'us-gov-west-1',
      'eu-central-2',
      'eusc-de-east-1',
    ]);
    expect([...short.values()]).to.deep.equal(['use1', 'apse3', 'usgovw1', 'euc2', 'euscdee1']);
  });

  it('are left long where two would be the same, or a name is built otherwise', () => {
    expect([...shortRegionNames(['ab-c-east-1', 'abc-east-1', 'moon']).values()]).to.deep.equal([
      'ab-c-east-1',
      'abc-east-1',
      'moon',
    ]);
  });
});

describe('places', () => {
  it('share a line where accounts have the same Regions', () => {
    const places = ['111111111111', '222222222222'].flatMap((accountId) =>
      ['eu-west-1', 'us-east-1'].map((region) => ({ accountId, region })),
    );
    expect(placesText(places, names)).to.deep.equal([
      '2 accounts (111111111111 (shop), 222222222222) in 2 Regions (eu-west-1, us-east-1)',
    ]);
  });

  it('say every account, or every Region, where none is named', () => {
    expect(placesText([{ region: 'eu-west-1' }], names)).to.deep.equal(['every account in eu-west-1']);
    expect(placesText([{ accountId: '111111111111' }], names)).to.deep.equal(['111111111111 (shop)']);
    expect(placesText([{}], names)).to.deep.equal(['every account']);
  });

  it('are counted where they would need too many lines', () => {
    const places = Array.from({ length: 30 }, (_, index) => ({
      accountId: String(100_000_000_000 + index),
      region: `eu-x-${index}`,
    }));
    const lines = placesText(places, names);
    expect(lines).to.have.length(7);
    expect(lines.at(-1)).to.equal('and 24 more places');
  });
});

describe('reasons', () => {
  it('that differ in accounts and Regions alone are one, with placeholders where they differ', () => {
    const of = (id: string, region: string) => ({ reason: `User ${id} may not look in ${region}`, id });
    const groups = groupByReason([
      of('111111111111', 'eu-west-1'),
      of('222222222222', 'eu-west-1'),
      { reason: 'other', id: '' },
    ]);
    expect(groups.map(({ reason, items }) => [reason, items.length])).to.deep.equal([
      ['User <account> may not look in eu-west-1', 2],
      ['other', 1],
    ]);
  });
});

describe('a number of bytes', () => {
  for (const [bytes, text] of [
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1.0 kB'],
    [999_949, '999.9 kB'],
    [999_950, '1.0 MB'],
    [5_400_000_000, '5.4 GB'],
    [2e18, '2000.0 PB'],
  ] as const)
    it(`${bytes} is ${text}`, () => {
      expect(bytesText(bytes)).to.equal(text);
    });
});
