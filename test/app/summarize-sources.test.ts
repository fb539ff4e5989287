import { expect } from 'chai';
import { summarizeSources } from '../../src/app/summarize-sources.js';

const organization = { source: 'o-example', region: 'us-east-1', status: 'SUCCEEDED', error: undefined };
const row = (source: string, status = 'SUCCEEDED', error?: string) => ({
  source,
  region: 'eu-west-1',
  status,
  error,
});
const account = (name: string) => name.repeat(12);
const weekly = { value: 1000, adjustable: true, source: 'https://example.com/limits', asOf: '2026-11-25' };
const facts = { covered: ['1', '2', '3'].map(account), accounts: 3, weekly };
const summarize = (rows: readonly ReturnType<typeof row>[], accounts = 3) =>
  summarizeSources([organization, ...rows], { ...facts, accounts });

describe('the sources of an aggregator in one word', () => {
  it('is succeeded where every covered account is among them', () => {
    expect(
      summarize([row(account('1')), row(account('2')), row(account('3')), row(account('4'))]),
    ).to.deep.equal({ status: 'succeeded' });
  });

  it('is waiting where a covered account is not taken in yet, and nothing explains it', () => {
    expect(summarize([row(account('1')), row(account('3'))])).to.deep.equal({
      status: 'waiting',
      detail: '1 of 3 covered accounts are not taken in yet',
    });
  });

  it('is filling where the organization has more accounts than AWS Config adds in a week', () => {
    const { status, detail } = summarize([row(account('1'))], 1001);
    expect(status).to.equal('filling');
    expect(detail).to.match(/^2 of 3 covered accounts are not taken in yet: AWS Config adds 1000 a week/);
    expect(detail).to.contain(weekly.source).and.to.contain('D018');
  });

  it('is failed or outdated before anything else', () => {
    expect(summarize([row(account('1'), 'OUTDATED')], 1001).status).to.equal('outdated');
    expect(
      summarize([row(account('1'), 'OUTDATED'), row(account('2'), 'FAILED', 'InvalidRole: gone')]).detail,
    ).to.equal('1 of 3 sources failed, first 222222222222 in eu-west-1: InvalidRole: gone');
  });

  it('is told by the organization’s own row where no account has one', () => {
    expect(summarize([])).to.deep.equal({ status: 'succeeded' });
    expect(summarizeSources([{ ...organization, status: 'OUTDATED' }], facts).status).to.equal('outdated');
  });

  it('is waiting where there are none', () => {
    expect(summarizeSources([], { covered: ['1'], accounts: 1, weekly }).status).to.equal('waiting');
  });
});
