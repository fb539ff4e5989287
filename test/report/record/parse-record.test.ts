import { expect } from 'chai';
import fc from 'fast-check';
import { OrgSecretsError } from '../../../src/model/errors.js';
import { parseRecord } from '../../../src/report/record/parse-record.js';
import { after, begun, textOf } from './records.js';

const entries = [
  begun(),
  after(1, { code: 'reading', what: 'organization' }),
  after(2, { code: 'surveyed', organizationId: 'o-example1234', accounts: 2, targets: 4 }),
  after(3, {
    code: 'action-ended',
    id: 'create-instances/orgsecrets-member',
    type: 'create-instances',
    state: 'failed',
    failures: [{ accountId: '333333333333', region: 'eu-west-1', reason: 'Denied: “no” \u2028 way' }],
  }),
  after(4, { code: 'closed', exitCode: 1 }),
];
const text = textOf(entries);

describe('a record of a run', () => {
  it('is read as it was written', () => {
    const read = parseRecord(text, 'a.jsonl');
    expect(read).to.deep.equal({ begun: entries[0], entries, torn: undefined, damaged: [], unknown: 0 });
  });

  it('that was cut off anywhere after its first line is read up to there, and says that it is torn', () => {
    const first = text.indexOf('\n') + 1;
    fc.assert(
      fc.property(fc.integer({ min: first, max: text.length }), (length) => {
        const cut = text.slice(0, length);
        const whole = cut.split('\n').length - 1;
        const { entries: read, torn, damaged } = parseRecord(cut, 'a.jsonl');
        expect(read).to.deep.equal(entries.slice(0, whole));
        expect(damaged).to.deep.equal([]);
        expect(torn).to.equal(cut.endsWith('\n') ? undefined : whole + 1);
      }),
    );
  });

  it('names lines in the middle that are damaged, and reads the others', () => {
    const lines = text.split('\n');
    lines[2] = lines[2]!.slice(0, 20);
    const read = parseRecord(lines.join('\n'), 'a.jsonl');
    expect(read.damaged).to.deep.equal([3]);
    expect(read.entries).to.have.length(entries.length - 1);
  });

  it('passes over what a newer version writes besides', () => {
    const newer = '{"at":"2026-11-27T20:31:22.123Z","code":"dreamt","of":"electric sheep"}\n';
    const more = text.replace('"what":"organization"', '"what":"organization","how":"twice"');
    const read = parseRecord(more + newer, 'a.jsonl');
    expect(read.unknown).to.equal(1);
    expect(read.entries).to.deep.equal(entries);
  });

  for (const [title, wrong, words] of [
    ['does not begin like one', textOf(entries.slice(1)), 'is no record'],
    ['is empty', '', 'is no record'],
    ['was written in a newer format', textOf([{ ...begun({ format: 2 }) }]), 'does not know'],
  ] as const)
    it(`is refused where it ${title}`, () => {
      expect(() => parseRecord(wrong, 'a.jsonl')).to.throw(OrgSecretsError, words);
    });
});
