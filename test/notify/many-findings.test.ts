import { expect } from 'chai';
import type { RuleName } from '../../src/model/catalog.js';
import { digestBlocks } from '../../src/notify/digest-blocks.js';
import { digestMessages } from '../../src/notify/digest-messages.js';
import type { Digest, ToldFinding } from '../../src/notify/digest.js';

const rules: readonly RuleName[] = [
  'secretsmanager-rotation-enabled-check',
  'secretsmanager-secret-periodic-rotation',
  'secretsmanager-using-cmk',
];
const accounts = Array.from({ length: 2000 }, (_, index) => ({
  id: String(100_000_000_000 + index),
  name: `account-${index}`,
  unit: `/Workloads/Prod/Team${index % 50}`,
}));
const day = (index: number): string => `2026-11-${String(1 + (index % 28)).padStart(2, '0')}T08:00:00.000Z`;

/** Three findings a secret. */
function findingsOf(secrets: number): readonly ToldFinding[] {
  return Array.from({ length: secrets }, (_, index) =>
    rules.map((rule) => {
      const accountId = accounts[index % accounts.length]!.id;
      const name = `service/${index}/password`;
      const arn = `arn:aws:secretsmanager:eu-central-1:${accountId}:secret:${name}-AbCdEf`;
      return { rule, accountId, region: 'eu-central-1', name, arn, falsePositive: false, since: day(index) };
    }),
  ).flat();
}

function digestOf(content: Partial<Digest>): Digest {
  return {
    at: '2026-11-28T08:00:00.000Z',
    previousAt: undefined,
    fresh: [],
    resolved: [],
    open: [],
    unknown: [],
    notKnown: { findings: 0, targets: 0, accounts: 0 },
    ...content,
  };
}

/** Characters that are turned into JSON while something is done: the work of packing, whatever the machine. */
function countSerialized<T>(work: () => T): { readonly result: T; readonly characters: number } {
  const plain = JSON.stringify;
  let characters = 0;
  JSON.stringify = new Proxy(plain, {
    apply(target, self, args) {
      const text: unknown = Reflect.apply(target, self, args);
      if (typeof text === 'string') characters += text.length;
      return text;
    },
  });
  try {
    return { result: work(), characters };
  } finally {
    JSON.stringify = plain;
  }
}

const linesOf = (body: string): readonly string[] =>
  (JSON.parse(body) as { metadata: { relatedResources: readonly string[] } }).metadata.relatedResources;

describe('a digest of many secrets', function () {
  this.timeout(120_000);

  it('that are all new names every one of a hundred thousand, in work that grows with them', () => {
    const [small, large] = [10_000, 100_000].map((secrets) => {
      const digest = digestOf({ fresh: findingsOf(secrets) });
      return countSerialized(() => digestMessages(digest, accounts));
    });
    const listed = large!.result.flatMap(({ body }) => linesOf(body).filter((line) => line.startsWith('- ')));
    expect(new Set(listed).size).to.equal(100_000);
    expect(listed).to.have.length(300_000);
    expect(large!.characters / small!.characters).to.be.at.most(12);
    const published = large!.result.reduce((sum, { body }) => sum + body.length, 0);
    expect(large!.characters / published).to.be.at.most(4);
  });

  it('that were told before takes one message where one finding is new: the oldest are listed, all are counted', () => {
    const open = findingsOf(10_000);
    const [fresh, ...others] = findingsOf(10_001).slice(-rules.length);
    const digest = digestOf({ open: [...open, ...others], fresh: [fresh!] });
    const messages = digestMessages(digest, accounts);
    expect(messages).to.have.length(1);
    const blocks = digestBlocks(digest, accounts);
    expect(blocks.map(({ lines }) => lines.length)).to.deep.equal([1, 200, 200, 200]);
    expect(blocks[2]?.heading).to.contain(
      'open still: 10001, of which the 200 that were told first are listed here, and all by orgsecrets report. A secret',
    );
    // Told on the first of November, as every twenty-eighth was.
    for (const { lines } of blocks.slice(1))
      for (const { text } of lines) expect(text).to.contain(', since 2026-11-01');
  });

  it('that can not be seen now says where they are all named', () => {
    const [block] = digestBlocks(digestOf({ unknown: findingsOf(201) }), accounts);
    expect(block?.lines).to.have.length(200);
    expect(block?.heading).to.contain('not known now: 201, of which').and.to.contain('--dry-run --json');
  });

  it('lists resolved findings in full', () => {
    const resolved = findingsOf(201).map((finding) => ({ ...finding, fate: 'compliant' as const }));
    for (const { lines } of digestBlocks(digestOf({ resolved }), accounts)) expect(lines).to.have.length(201);
  });
});
