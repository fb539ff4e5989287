import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { asPerson } from '../e2e/notifications/support.js';
import { startBrowser } from '../support/browser.js';
import { startCliWorld, type CliWorld } from '../support/cli.js';
import { openOffline, refusesScripts, violationsOf } from './opened.js';
import { pdfText } from './pdf-text.js';

const shop = { accountId: '333333333333', region: 'eu-central-1' };
const tenMinutes = 600_000;
/** What somebody could write into a tag to get at whoever reads the page. */
const evil = `"><img src="https://evil.example.com/x.png" onerror="document.title='broken in'">`;
const secrets = `
secrets:
  - { accountId: '333333333333', region: eu-central-1, name: orders/db, tags: { team: orders } }
`;

describe('the page of a history that the command line wrote', function () {
  this.timeout(120_000);
  let world: CliWorld;
  let browser: Browser;
  let url: string;

  before(async function () {
    const started = await startBrowser();
    if (!started) return this.skip();
    browser = started;
    world = await startCliWorld('small', (text) => `${text}${secrets}`);
    const applied = await world.orgsecrets(['apply', '--auto-approve']);
    expect(applied.exitCode, applied.stderr).to.equal(0);
    for (const Value of ['payments', evil]) {
      await world.simulator.clock.sleep(tenMinutes);
      const input = { SecretId: 'orders/db', Tags: [{ Key: 'team', Value }] };
      await asPerson(world.simulator, shop, 'secretsmanager', 'TagResource', input);
    }
    await world.simulator.clock.sleep(tenMinutes);
    const { accountId, region } = shop;
    const where = ['--account', accountId, '--region', region, '--html', 'history.html'];
    const ended = await world.orgsecrets(['history', 'orders/db', ...where]);
    expect(ended.exitCode, ended.stderr).to.equal(0);
    url = pathToFileURL(join(world.folder, 'history.html')).href;
  });
  after(async () => {
    await browser?.close();
    await world?.stop();
  });

  it('tells the changes, the newest first, and what others wrote is text and nothing else', async () => {
    const { page, complaints } = await openOffline(browser, url);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).to.equal('orders/db');
    const said = (await page.locator('ol > li').allInnerTexts()).join('\n');
    expect(said).to.contain(`tag team: payments → ${evil}`).and.to.contain('tag team: orders → payments');
    expect(said.indexOf(evil)).to.be.below(said.indexOf('orders → payments'));
    const times = await page
      .locator('time')
      .evaluateAll((all) => all.map((one) => one.getAttribute('datetime') ?? ''));
    expect(times).to.deep.equal(times.toSorted().toReversed());
    expect(await page.title()).to.equal('History of orders/db');
    expect(complaints).to.deep.equal([]);
    await page.close();
  });

  it('lets no script run, of nobody', async () => {
    const { page, complaints } = await openOffline(browser, url);
    expect(await page.locator('script').count()).to.equal(0);
    expect(await refusesScripts(page)).to.equal(true);
    expect(complaints.join()).to.contain('Content Security Policy');
    await page.close();
  });

  for (const [colorScheme, width] of [
    ['light', 1440],
    ['dark', 390],
  ] as const)
    it(`keeps nobody out, ${colorScheme}, and has room on ${width} pixels`, async () => {
      const { page } = await openOffline(browser, url, { colorScheme, viewport: { width, height: 844 } });
      expect(await violationsOf(page)).to.deep.equal([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(width);
      await page.close();
    });

  it('prints all of it', async () => {
    const { page } = await openOffline(browser, url);
    const words = pdfText(await page.pdf()).runs.join('\n');
    expect(words).to.contain('orders/db').and.to.contain('orders → payments');
    await page.close();
  });
});
