import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Finding, ReportedSecret } from '../../src/model/secret-report.js';
import type { SecretHistory } from '../../src/model/timeline.js';
import { historyHtml } from '../../src/report/history/history-html.js';
import { packReport } from '../../src/report/html/pack-report.js';
import { renderHtml } from '../../src/report/html/render-html.js';
import { startBrowser } from '../support/browser.js';
import { root } from '../support/in-process.js';
import { pageRules, sampleReport } from '../support/secret-report.js';
import { openOffline } from './opened.js';

const asset = (name: string) => readFileSync(join(root, 'dist', 'page', name), 'utf8');
const sample = sampleReport(3, 1);
const [account] = sample.accounts;
const [agreed, lapsed] = sample.exceptions;
const arn = (name: string) => `arn:aws:secretsmanager:eu-west-1:${account!.id}:secret:${name}-AbCdEf`;
const functionArn = `arn:aws:lambda:eu-west-1:${account!.id}:function:rotate`;
/** Two days and three hours before the report. */
const recordedAt = '2026-11-18T05:30:00.000Z';
/** Half an hour before it. */
const justNow = '2026-11-20T08:00:00.000Z';

type Told = Omit<Finding, 'rule'>;

function secret(
  name: string,
  parts: Pick<ReportedSecret, 'access' | 'key' | 'rotation' | 'owner'>,
  findings: readonly Told[],
): ReportedSecret {
  return {
    accountId: account!.id,
    region: 'eu-west-1',
    name,
    recorded: true,
    arn: arn(name),
    tags: { team: 'shop' },
    ...parts,
    findings: sample.rules.map((rule, place) => ({ rule, ...findings[place]! })),
  };
}

const secrets: readonly ReportedSecret[] = [
  secret(
    'db/late',
    {
      key: {
        kind: 'another-account',
        id: 'arn:aws:kms:eu-west-1:999999999999:key/2',
        accountId: '999999999999',
      },
      rotation: { enabled: true, schedule: 'every 30 days', functionArn, occursAsScheduled: false },
      owner: 'shop@example.com',
      access: {
        lastRotated: '2026-09-01T10:20:30.000Z',
        nextRotation: '2026-12-01T23:59:59.000Z',
        lastAccessed: '2026-11-19T00:00:00.000Z',
      },
    },
    [
      { state: 'not-visible', reason: 'its source has not delivered yet' },
      { state: 'non-compliant', recordedAt, exception: lapsed! },
      { state: 'non-compliant', recordedAt, exception: agreed! },
      { state: 'not-supported', reason: 'not offered in eu-west-1' },
      { state: 'non-compliant', recordedAt: justNow, falsePositive: 'key-of-another-account' },
    ],
  ),
  secret(
    'db/steady',
    {
      key: { kind: 'customer-managed', id: `arn:aws:kms:eu-west-1:${account!.id}:key/1` },
      rotation: { enabled: true, schedule: 'cron(0 8 1 * ? *)', functionArn, occursAsScheduled: true },
      owner: undefined,
      access: { unknown: 'AccessDeniedException' },
    },
    [
      { state: 'compliant', recordedAt },
      { state: 'pending', reason: 'not judged yet' },
      { state: 'not-applicable' },
      { state: 'compliant', recordedAt: justNow },
      { state: 'compliant' },
    ],
  ),
  secret(
    'db/new',
    {
      key: { kind: 'aws-managed' },
      rotation: {
        enabled: false,
        schedule: undefined,
        functionArn: undefined,
        occursAsScheduled: undefined,
      },
      owner: undefined,
      access: { lastRotated: undefined, nextRotation: undefined, lastAccessed: undefined },
    },
    [
      { state: 'non-compliant', recordedAt: justNow },
      ...new Array<Told>(4).fill({ state: 'compliant', recordedAt }),
    ],
  ),
];

const covered = ({ accountId, region }: { readonly accountId: string; readonly region: string }) =>
  accountId !== account!.id || region !== 'us-east-1';
const report = {
  ...sample,
  secrets,
  regions: ['eu-west-1', 'us-east-1', 'us-west-2'],
  coverage: sample.coverage.filter(covered),
};

const history: SecretHistory = {
  accountId: account!.id,
  region: 'eu-west-1',
  arn: arn('db/late'),
  name: 'db/late',
  entries: [
    {
      at: '2026-11-02T10:00:05.000Z',
      subject: 'function',
      resourceId: 'rotate',
      changes: [{ kind: 'function', field: 'Runtime', from: 'nodejs18.x', to: 'nodejs20.x' }],
      actor: { known: false, reason: 'the role may not ask CloudTrail' },
    },
    {
      at: '2026-11-01T10:00:05.000Z',
      subject: 'secret',
      resourceId: arn('db/late'),
      changes: [
        { kind: 'tags', field: 'tag team', from: undefined, to: 'shop' },
        { kind: 'rotation', field: 'RotationEnabled', from: 'false', to: 'true' },
      ],
      actor: {
        known: true,
        events: [
          { id: '1', at: '2026-11-01T10:00:01.000Z', name: 'TagResource', who: 'ada' },
          { id: '2', at: '2026-11-01T10:00:02.000Z', name: 'RotateSecret', who: 'events.amazonaws.com' },
        ],
      },
    },
  ],
  related: [
    { subject: 'function', resourceId: 'rotate' },
    { subject: 'key', resourceId: 'key/2', missing: 'it belongs to account 999999999999' },
  ],
};

describe('what the pages tell of a secret, word by word', function () {
  this.timeout(60_000);
  let browser: Browser;
  let folder: string;

  before(async function () {
    const started = await startBrowser();
    if (!started) return this.skip();
    browser = started;
    folder = mkdtempSync(join(tmpdir(), 'orgsecrets-page-'));
  });
  after(async () => {
    await browser?.close();
    if (folder) rmSync(folder, { recursive: true });
  });

  async function open(name: string, html: string): Promise<Page> {
    const file = join(folder, name);
    writeFileSync(file, html);
    return (await openOffline(browser, pathToFileURL(file).href)).page;
  }
  async function openReport(): Promise<Page> {
    const page = await open(
      'report.html',
      renderHtml(packReport({ report, filtered: false }, pageRules, []), {
        script: asset('page.js'),
        style: asset('page.css'),
      }),
    );
    await page.waitForSelector('.secrets tbody [data-place]');
    return page;
  }
  const all = (place: Page | Locator, selector: string) => place.locator(selector).allInnerTexts();
  /** What the dialog of a secret says: facts by name, and the lines of each finding, without what its rule asks for. */
  async function detail(page: Page, name: string) {
    await page.getByRole('button', { name, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    const [names, values] = [await all(dialog, 'dt'), await all(dialog, 'dd')];
    const findings = await Promise.all(
      (await dialog.locator('.findings li').all()).map((one) => all(one, 'p:not(.hint)')),
    );
    const hints = await all(dialog, '.findings .hint');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    return { facts: Object.fromEntries(names.map((fact, place) => [fact, values[place]])), findings, hints };
  }

  it('the table has state, rotation, key, owner and age, with a star at a known false positive', async () => {
    const page = await openReport();
    const rows = await page
      .locator('.secrets tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? '')),
      );
    const where = ['orders-prod-0 300000000000', 'eu-west-1'];
    const late = ['every 30 days, not as scheduled', 'of account 999999999999', 'shop@example.com', '2 days'];
    const steady = ['cron(0 8 1 * ? *)', 'customer managed', '', ''];
    expect(rows).to.deep.equal([
      ['db/late', ...where, '?', '✕', '§', '–', '✕*', ...late],
      ['db/new', ...where, '✕', '✓', '✓', '✓', '✓', 'off', 'AWS managed', '', '< 1 h'],
      ['db/steady', ...where, '✓', '…', '○', '✓', '✓', ...steady],
    ]);
    const told = await page
      .locator('.secrets tbody tr:first-child td.state')
      .evaluateAll((cells) =>
        cells.map((cell) => [
          cell.getAttribute('title'),
          cell.querySelector('[role=img]')?.getAttribute('aria-label'),
        ]),
      );
    expect(told).to.deep.equal([
      ['rotation-enabled-check: not visible', 'not visible'],
      ['scheduled-rotation-success-check: non-compliant', 'non-compliant'],
      ['periodic-rotation: exception', 'exception'],
      ['unused: not supported here', 'not supported here'],
      ['using-cmk: non-compliant, known false positive', 'non-compliant, known false positive'],
    ]);
    await page.close();
  });

  it('its detail has every fact, and of each finding the reason, the exception, the false positive and the controls', async () => {
    const page = await openReport();
    const late = await detail(page, 'db/late');
    expect(late.facts).to.deep.equal({
      ARN: arn('db/late'),
      Account: 'orders-prod-0 (300000000000), /Workloads/Prod',
      Region: 'eu-west-1',
      Owner: 'shop@example.com',
      Key: 'of account 999999999999 arn:aws:kms:eu-west-1:999999999999:key/2',
      Rotation: `every 30 days, not as scheduled ${functionArn}`,
      'Last rotated': '2026-09-01 10:20 UTC',
      'Next rotation': '2026-12-01 23:59 UTC',
      'Last access': '2026-11-19',
      'Tag team': 'shop',
    });
    expect(late.findings).to.deep.equal([
      ['? rotation-enabled-check: not visible', 'its source has not delivered yet'],
      [
        '✕ scheduled-rotation-success-check: non-compliant, for at least 2 days',
        'Exception, expired on 2026-10-31: moves to the new platform (platform@example.com)',
      ],
      [
        '§ periodic-rotation: exception, for at least 2 days',
        'Exception, until 2027-03-31: moves to the new platform (platform@example.com)',
      ],
      ['– unused: not supported here', 'not offered in eu-west-1'],
      [
        '✕ using-cmk: non-compliant, recorded within the last hour',
        "A known false positive: the rule can't see keys of other accounts, and calls every secret that has one NON_COMPLIANT.",
      ],
    ]);
    expect(late.hints).to.deep.equal(
      pageRules.map(({ description, controls }) =>
        `${description} AWS's page ${controls.join(' · ')}`.trim(),
      ),
    );

    const steady = await detail(page, 'db/steady');
    expect(steady.facts).to.include({
      Owner: 'none named',
      Key: 'customer managed arn:aws:kms:eu-west-1:300000000000:key/1',
      Rotation: `cron(0 8 1 * ? *) ${functionArn}`,
      'Last rotated': 'not known: AccessDeniedException',
      'Next rotation': 'not known: AccessDeniedException',
      'Last access': 'not known: AccessDeniedException',
    });
    expect(steady.findings).to.deep.equal([
      ['✓ rotation-enabled-check: compliant, recorded 2 days ago'],
      ['… scheduled-rotation-success-check: pending', 'not judged yet'],
      ['○ periodic-rotation: not applicable'],
      ['✓ unused: compliant, recorded within the last hour'],
      ['✓ using-cmk: compliant'],
    ]);

    const { facts } = await detail(page, 'db/new');
    expect(facts).to.include({
      Key: 'AWS managed',
      Rotation: 'off',
      'Last rotated': 'none known',
      'Next rotation': 'none',
      'Last access': 'none known',
    });
    await page.close();
  });

  it('the map has a cell for secrets, one that is not covered and one that nobody sees', async () => {
    const page = await openReport();
    const cells = await page
      .locator('.heat tbody tr:first-child td')
      .evaluateAll((cells) =>
        cells.map((cell) => [
          cell.textContent,
          (cell.firstElementChild ?? cell).getAttribute('aria-label'),
          cell.getAttribute('title'),
        ]),
      );
    expect(cells).to.deep.equal([
      ['2 ?', 'orders-prod-0, eu-west-1: 2 of 3 secrets to mend (66.7%), 1 not known: show them', null],
      ['–', 'orders-prod-0, us-east-1: not covered', 'not covered: nobody looks there'],
      [
        '?',
        'orders-prod-0, us-west-2: not visible, its source has not delivered yet',
        'its source has not delivered yet',
      ],
      ['2 of 3', null, null],
    ]);
    expect(await page.locator('section[aria-labelledby=heat] .hint').innerText()).to.contain(
      'a – one that is not covered',
    );
    await page.close();
  });

  it('its history has who did it, why nobody knows, and what is not on the timeline', async () => {
    const page = await open('history.html', historyHtml(history));
    expect(await all(page, 'h1, .arn')).to.deep.equal(['db/late', arn('db/late')]);
    expect(await all(page, 'ol h2, ol ul li, ol .who')).to.deep.equal([
      '2026-11-02 10:00:05 UTC rotation function rotate: function',
      'Runtime: nodejs18.x → nodejs20.x',
      'by whom is not known: the role may not ask CloudTrail',
      '2026-11-01 10:00:05 UTC secret: tags, rotation',
      'tag team: (none) → shop',
      'RotationEnabled: false → true',
      'by ada (TagResource, 2026-11-01 10:00:01 UTC); events.amazonaws.com (RotateSecret, 2026-11-01 10:00:02 UTC)',
    ]);
    expect(await all(page, 'main > p:not(.arn)')).to.deep.equal([
      'KMS key key/2 is not on this timeline: it belongs to account 999999999999',
    ]);
    await page.close();
  });
});
