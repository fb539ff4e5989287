import { expect } from 'chai';
import fc from 'fast-check';
import type { SecretReport } from '../../src/model/secret-report.js';
import { digestBlocks } from '../../src/notify/digest-blocks.js';
import { digestId, digestMessages } from '../../src/notify/digest-messages.js';
import { asLast, isNews, makeDigest, type Digest, type ToldFinding } from '../../src/notify/digest.js';
import { findingKey, openFindings } from '../../src/notify/open-findings.js';
import { sampleReport } from '../support/secret-report.js';
import { secretReport } from './arbitrary.js';

const keys = (findings: readonly Pick<ToldFinding, 'rule' | 'arn'>[]): readonly string[] =>
  findings.map(findingKey).toSorted();

/** A digest of a second report, after a first one that was told. */
function second(first: SecretReport, next: SecretReport): Digest {
  return makeDigest(next, asLast(makeDigest(first, undefined)));
}

describe('a digest', () => {
  it('of the first report tells everything as new', () => {
    fc.assert(
      fc.property(secretReport, (report) => {
        const digest = makeDigest(report, undefined);
        expect(keys(digest.fresh)).to.deep.equal(keys(openFindings(report)));
        expect([digest.resolved, digest.open, digest.unknown]).to.deep.equal([[], [], []]);
      }),
    );
  });

  it('of a report that was told already has no news', () => {
    fc.assert(
      fc.property(secretReport, (report) => {
        expect(isNews(second(report, report))).to.equal(false);
      }),
    );
  });

  it('tells each open finding once, as new or as open still', () => {
    fc.assert(
      fc.property(secretReport, secretReport, (first, next) => {
        const { fresh, open } = second(first, next);
        expect(keys([...fresh, ...open])).to.deep.equal(keys(openFindings(next)));
      }),
    );
  });

  it('says of every finding that was open what became of it', () => {
    fc.assert(
      fc.property(secretReport, secretReport, (first, next) => {
        const { open, unknown, resolved } = second(first, next);
        expect(keys([...open, ...unknown, ...resolved])).to.deep.equal(keys(openFindings(first)));
      }),
    );
  });

  it('never takes what is not known for resolved, and goes on from it', () => {
    fc.assert(
      fc.property(secretReport, secretReport, (first, next) => {
        const digest = second(first, next);
        const places = new Set(next.invisible.map(({ accountId, region }) => `${accountId}/${region}`));
        const states = new Map(
          next.secrets.flatMap(({ arn, findings }) =>
            findings.map(({ rule, state }) => [findingKey({ rule, arn }), state]),
          ),
        );
        for (const finding of digest.resolved) {
          expect(states.get(findingKey(finding))).to.not.be.oneOf(['pending', 'not-visible']);
          const covered = next.regions.includes(finding.region) && finding.fate !== 'deleted';
          if (covered && !states.has(findingKey(finding)))
            expect(places.has(`${finding.accountId}/${finding.region}`)).to.equal(false);
        }
        expect(keys(asLast(digest).findings)).to.include.members([...keys(digest.unknown)]);
      }),
    );
  });

  it('keeps the day on which a finding was first told', () => {
    fc.assert(
      fc.property(secretReport, secretReport, (first, next) => {
        const { open, fresh } = second(first, next);
        for (const { since } of open) expect(since).to.equal(first.generatedAt);
        for (const { since } of fresh) expect(since).to.equal(next.generatedAt);
      }),
    );
  });

  it('takes a secret that is not seen for deleted only where it is looked for', () => {
    const first = sampleReport(3, 60);
    const { accountId, region } = openFindings(first)[0]!;
    const isThere = (one: { readonly accountId: string; readonly region: string }) =>
      one.accountId === accountId && one.region === region;
    const seen = { ...first, secrets: first.secrets.filter((one) => !isThere(one)), invisible: [] };
    const fatesOf = (next: SecretReport) =>
      new Set(
        second(first, next)
          .resolved.filter(isThere)
          .map(({ fate }) => fate),
      );
    expect(fatesOf({ ...seen, coverage: [{ accountId, region }] })).to.deep.equal(new Set(['deleted']));
    expect(fatesOf({ ...seen, coverage: [] })).to.deep.equal(new Set(['not covered']));
  });

  it('counts what is not known: results, covered places, accounts that nobody covers', () => {
    const report = sampleReport(4, 60);
    const [first, second] = report.accounts.map(({ id }) => id);
    const left = (accountId: string | undefined, region: string) => ({
      accountId: accountId!,
      region,
      reason: 'the Region is not enabled',
      source: 'account:ListRegions',
    });
    const uncovered = [left(first, 'af-south-1'), left(first, 'me-south-1'), left(second, 'af-south-1')];
    const { notKnown } = makeDigest({ ...report, uncovered }, undefined);
    expect(notKnown).to.include({ targets: report.invisible.length, accounts: 2 });
    expect(notKnown.findings).to.be.greaterThan(0);
    const [message] = digestMessages(makeDigest({ ...report, uncovered }, undefined), report.accounts);
    expect(message?.body).to.contain('Not covered: 2 accounts, at whose secrets nobody looks.');
  });

  it('has the same id whenever it tells the same, and another where it does not', () => {
    fc.assert(
      fc.property(secretReport, secretReport, (first, next) => {
        const later = { ...next, generatedAt: '2026-12-01T00:00:00.000Z' };
        expect(digestId(second(first, next))).to.equal(digestId(second(first, later)));
        if (keys(openFindings(first)).join() !== keys(openFindings(next)).join())
          expect(digestId(makeDigest(first, undefined))).to.not.equal(digestId(makeDigest(next, undefined)));
      }),
    );
  });
});

interface Body {
  readonly id: string;
  readonly content: {
    readonly title: string;
    readonly description: string;
    readonly keywords: readonly string[];
  };
  readonly metadata: { readonly eventType: string; readonly relatedResources: readonly string[] };
}

describe('the messages of a digest', () => {
  const bodies = (report: SecretReport, limit?: number): readonly Body[] =>
    digestMessages(makeDigest(report, undefined), report.accounts, limit).map(
      ({ body }) => JSON.parse(body) as Body,
    );

  it('hold every line once, in their order, whatever the limit', () => {
    fc.assert(
      fc.property(secretReport, fc.integer({ min: 2500, max: 12_000 }), (report, limit) => {
        const all = digestBlocks(makeDigest(report, undefined), report.accounts).flatMap(({ lines }) =>
          lines.map(({ text }) => text),
        );
        const told = bodies(report, limit).flatMap(({ metadata }) =>
          metadata.relatedResources.filter((line) => line.startsWith('- ')),
        );
        expect(told).to.deep.equal(all);
      }),
    );
  });

  it('stay within the limit, in bytes', () => {
    fc.assert(
      fc.property(secretReport, fc.integer({ min: 3500, max: 12_000 }), (report, limit) => {
        for (const { body } of digestMessages(makeDigest(report, undefined), report.accounts, limit))
          expect(Buffer.byteLength(body)).to.be.at.most(limit);
      }),
    );
  });

  it('are no more than needed: two that stand together would not fit into one', () => {
    fc.assert(
      fc.property(secretReport, (report) => {
        const limit = 6000;
        const sizes = digestMessages(makeDigest(report, undefined), report.accounts, limit).map(({ body }) =>
          Buffer.byteLength(body),
        );
        for (const [index, size] of sizes.slice(1).entries())
          expect((sizes[index] ?? 0) + size).to.be.greaterThan(limit);
      }),
    );
  });

  it('are filled: what a line takes is known to the byte', () => {
    fc.assert(
      fc.property(secretReport, (report) => {
        const digest = makeDigest(report, undefined);
        const [whole, ...others] = digestMessages(digest, report.accounts);
        if (whole === undefined) return;
        expect(others).to.deep.equal([]);
        // Room for '(part 99999 of 99999)', since a part does not know its number while it is filled.
        const numbers = Buffer.byteLength(' (part 99999 of 99999)') + 2 * '99999'.length;
        const limit = Buffer.byteLength(whole.body) + numbers;
        expect(digestMessages(digest, report.accounts, limit)).to.deep.equal([whole]);
        const tight = Buffer.byteLength(whole.body) - 1;
        if (digest.fresh.length > 1)
          expect(digestMessages(digest, report.accounts, tight)).to.have.length.greaterThan(1);
      }),
    );
  });

  it('are none where there is nothing to tell', () => {
    fc.assert(
      fc.property(secretReport, (report) => {
        const digest = makeDigest(report, undefined);
        expect(digestMessages(digest, report.accounts).length === 0).to.equal(digest.fresh.length === 0);
      }),
    );
  });

  it('have keywords for the rules, severities and Regions in them, and no others', () => {
    fc.assert(
      fc.property(secretReport, (report) => {
        for (const { content, metadata } of bodies(report, 4000)) {
          const lines = metadata.relatedResources.join('\n');
          for (const keyword of content.keywords) expect(lines).to.contain(keyword);
        }
      }),
    );
  });

  it('number their parts, and name accounts and the units above them', () => {
    const report = sampleReport(5, 60);
    const parts = bodies(report, 5000);
    expect(parts.length).to.be.greaterThan(1);
    expect(parts[0]?.content.title).to.contain(`(part 1 of ${parts.length})`);
    expect(new Set(parts.map(({ id }) => id)).size).to.equal(parts.length);
    expect(parts.flatMap(({ metadata }) => metadata.relatedResources).join('\n')).to.match(
      /- \d{12} \([\w-]+\), [\w-]+: /,
    );
    expect(parts[0]?.metadata.relatedResources).to.include.members(['/Workloads', '/Workloads/Prod']);
    expect(parts[0]?.metadata.eventType).to.equal('digest');
  });
});
