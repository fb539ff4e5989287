import { expect } from 'chai';
import type { HistoryPort } from '../../src/history/ports.js';
import { readHistory } from '../../src/history/read-history.js';
import { secretReference } from '../../src/history/secret-reference.js';
import { OrgSecretsError } from '../../src/model/errors.js';
import type { OrgConfig } from '../../src/model/org-config.js';
import type { RecordedItem } from '../../src/model/timeline.js';
import { LookRefused } from '../../src/observed/look-refused.js';

const accountId = '300000000001';
const region = 'eu-west-1';
const arn = `arn:aws:secretsmanager:${region}:${accountId}:secret:orders/db-a1b2c3`;
const now = Date.parse('2026-11-20T12:00:00.000Z');
const reference = { accountId, region, arn };
const nobody = { accounts: { exclude: [] } } as unknown as Pick<OrgConfig, 'accounts'>;

function item(day: string, configuration: Record<string, unknown>): RecordedItem {
  return { at: `2026-11-${day}T00:00:00.000Z`, status: 'recorded', configuration, tags: {} };
}

function port(parts: Partial<HistoryPort>): HistoryPort {
  return { find: async () => [], items: async () => [], trail: async () => [], ...parts };
}

describe('the history of a secret', () => {
  const key = (id: string, account = accountId) => `arn:aws:kms:${region}:${account}:key/${id}`;
  const secretItems = [
    item('01', { Name: 'orders/db', KMSKeyId: key('1') }),
    item('05', { Name: 'orders/db', KMSKeyId: key('2', '999999999999') }),
    item('09', {
      Name: 'orders/db',
      RotationLambdaARN: `arn:aws:lambda:${region}:${accountId}:function:rotate:live`,
    }),
  ];

  it('holds its keys and functions on the same timeline, newest first', async () => {
    const read = await readHistory(
      reference,
      port({
        items: async (subject) =>
          subject === 'secret'
            ? secretItems
            : [item('03', { state: 'Enabled' }), item('07', { state: 'Disabled' })],
      }),
      now,
    );
    expect(read.entries.map(({ at, subject }) => [at.slice(8, 10), subject])).to.deep.equal([
      ['09', 'secret'],
      ['07', 'key'],
      ['07', 'function'],
      ['05', 'secret'],
      ['03', 'key'],
      ['03', 'function'],
      ['01', 'secret'],
    ]);
    expect(read.related).to.deep.equal([
      { subject: 'key', resourceId: '1' },
      {
        subject: 'key',
        resourceId: key('2', '999999999999'),
        missing: 'it belongs to account 999999999999: what AWS Config has of it is there',
      },
      { subject: 'function', resourceId: 'rotate' },
    ]);
  });

  it('names a key or function that could not be read, with AWS’s words, and goes on without it', async () => {
    const read = await readHistory(
      reference,
      port({
        items: async (subject) => {
          if (subject === 'key') throw new LookRefused('denied', 'AccessDenied: no');
          return subject === 'secret' ? secretItems : [];
        },
      }),
      now,
    );
    expect(read.related.map(({ missing }) => missing)).to.deep.equal([
      'AccessDenied: no',
      'it belongs to account 999999999999: what AWS Config has of it is there',
      'AWS Config has recorded nothing of it',
    ]);
    expect(read.entries).to.have.lengthOf(3);
  });

  it('says of each change why nobody knows who made it, where CloudTrail is closed', async () => {
    const trail = async () => {
      throw new LookRefused('denied', 'AccessDenied: cloudtrail:LookupEvents');
    };
    const read = await readHistory(
      reference,
      port({ items: async (subject) => (subject === 'secret' ? secretItems : []), trail }),
      now,
    );
    for (const { actor } of read.entries)
      expect(actor).to.deep.equal({
        known: false,
        reason: 'CloudTrail could not be asked: AccessDenied: cloudtrail:LookupEvents',
      });
  });

  it('finds a secret by its name: the one that is there, before those that had the name earlier', async () => {
    const asked: string[] = [];
    const found = port({
      find: async () => [
        { arn: `${arn}-old`, deleted: true },
        { arn, deleted: false },
      ],
      items: async (_, id) => {
        asked.push(id);
        return [item('01', { Name: 'orders/db' })];
      },
    });
    const read = await readHistory({ accountId, region, name: 'orders/db' }, found, now);
    expect(asked).to.deep.equal([arn]);
    expect([read.name, read.arn]).to.deep.equal(['orders/db', arn]);
  });

  it('is an error of the user where AWS Config never recorded such a secret', async () => {
    for (const one of [reference, { accountId, region, name: 'orders/db' }]) {
      const error = await readHistory(one, port({}), now).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(OrgSecretsError).and.include({ code: 'InvalidUsage', fault: 'user' });
    }
  });

  it('lets every error go through that is no refusal', async () => {
    const items = async (subject: string) => {
      if (subject === 'key') throw new Error('a defect');
      return secretItems;
    };
    const error = await readHistory(reference, port({ items }), now).catch((thrown: unknown) => thrown);
    expect(error).to.have.property('message', 'a defect');
  });
});

describe('which secret is meant', () => {
  it('is said by an ARN alone, in every partition', () => {
    expect(secretReference(arn, undefined, undefined, nobody)).to.deep.equal(reference);
    const china = `arn:aws-cn:secretsmanager:cn-north-1:${accountId}:secret:db-a1b2c3`;
    expect(secretReference(china, accountId, undefined, nobody).region).to.equal('cn-north-1');
  });

  const refused: readonly [why: string, ...Parameters<typeof secretReference>][] = [
    ['a name alone', 'orders/db', undefined, undefined, nobody],
    ['a name without its Region', 'orders/db', accountId, undefined, nobody],
    ['an ARN of something else', 'arn:aws:s3:::bucket', undefined, undefined, nobody],
    ['an ARN, and options that say otherwise', arn, '300000000002', undefined, nobody],
    ['an ARN, and another Region', arn, undefined, 'us-east-1', nobody],
    [
      'a secret in an account that is excluded',
      arn,
      undefined,
      undefined,
      { accounts: { exclude: [{ id: accountId, reason: 'a sandbox' }] } } as unknown as Pick<
        OrgConfig,
        'accounts'
      >,
    ],
  ];
  for (const [why, ...asked] of refused)
    it(`is refused: ${why}`, () => {
      expect(() => secretReference(...asked))
        .to.throw(OrgSecretsError)
        .that.includes({ code: 'InvalidUsage', fault: 'user' });
    });
});
