import { readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { countFindings } from '../../src/findings/count.js';
import { packReport } from '../../src/report/html/pack-report.js';
import type { TrendPoint } from '../../src/report/html/page-data.js';
import { renderHtml } from '../../src/report/html/render-html.js';
import { startBrowser } from '../support/browser.js';
import { root } from '../support/in-process.js';
import { pageRules, sampleReport } from '../support/secret-report.js';
import { openOffline, refusesScripts, violationsOf } from './opened.js';

const asset = (name: string) => readFileSync(join(root, 'dist', 'page', name), 'utf8');
const trend: readonly TrendPoint[] = [1, 2, 3].map((month) => ({
  at: `2026-0${month}-01T00:00:00.000Z`,
  secrets: 400,
  counts: { ...countFindings([]), compliant: 1000 + month, nonCompliant: 500 },
}));

/** One page, opened from a file as somebody would who got it by mail. */
describe('the report page in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let folder: string;
  let complaints: readonly string[] = [];

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

  function write(secrets: number, accounts = 40): string {
    const file = join(folder, `report-${secrets}.html`);
    const data = packReport({ report: sampleReport(accounts, secrets), filtered: false }, pageRules, trend);
    writeFileSync(file, renderHtml(data, { script: asset('page.js'), style: asset('page.css') }));
    return pathToFileURL(file).href;
  }

  async function open(url: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
    const opened = await openOffline(browser, url, options);
    const { page } = opened;
    complaints = opened.complaints;
    await page.waitForSelector('.secrets tbody [data-place]');
    return page;
  }

  const shown = (page: Page) => page.locator('[role=status]').innerText();

  it('opens offline, asks for nothing, and no browser complains of it', async () => {
    const page = await open(write(400));
    expect(await shown(page)).to.equal('400 of 400 secrets');
    expect(await page.locator('.chart svg').count()).to.equal(2);
    const said = await page.locator('body').innerText();
    expect(said).to.contain('400 secrets in 40 accounts and 5 Regions, as the aggregator');
    expect(said).to.contain('exceptions, and what is not known, count against it');
    expect(complaints).to.deep.equal([]);
    await page.close();
  });

  it('keeps every state in sight, however many controls ask for a rule, and the filters in one line', async () => {
    for (const [secrets, accounts] of [
      [400, 40],
      [100_000, 2000],
    ] as const) {
      const page = await open(write(secrets, accounts));
      const hidden = await page
        .locator('.beside .scroll')
        .evaluate((scroller) => scroller.scrollWidth - scroller.clientWidth);
      expect(hidden).to.equal(0);
      expect(await page.locator('.beside .counts').innerText()).to.contain('AC-0 and 14 more controls');
      const [search, clear] = await Promise.all(
        ['input', 'button'].map((tag) => page.locator(`.filters ${tag}`).boundingBox()),
      );
      expect(clear!.y).to.be.closeTo(search!.y, 4);
      await page.close();
    }
  });

  it('has room on 390 pixels: it scrolls down alone, and no name in the chart is cut', async () => {
    const page = await open(write(400), { viewport: { width: 390, height: 844 } });
    await page.waitForSelector('.chart svg');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(390);
    const starts = await page
      .locator('.chart svg text')
      .evaluateAll((texts) => texts.map((text) => text.getBoundingClientRect().left));
    expect(Math.min(...starts)).to.be.at.least(0);
    await page.close();
  });

  it('scrolls no heading below the filters, however many lines they take', async () => {
    for (const width of [390, 920, 1100, 1360, 1440]) {
      const page = await open(write(400), { viewport: { width, height: 700 } });
      await page.locator('#heat').evaluate((heading) => heading.scrollIntoView());
      const [bar, heading] = [
        await page.locator('.filters').boundingBox(),
        await page.locator('#heat').boundingBox(),
      ];
      expect(heading!.y, `${width} pixels`).to.be.at.least(bar!.y + bar!.height);
      expect(heading!.y).to.be.below(200);
      await page.close();
    }
  });

  it('shows every column of the table on 1,440 pixels', async () => {
    const page = await open(write(400));
    const hidden = await page
      .locator('.secrets')
      .evaluate((scroller) => scroller.scrollWidth - scroller.clientWidth);
    expect(hidden).to.equal(0);
    await page.close();
  });

  it('tells what the table does not have: places that are hidden or outdated, secrets that are deleted', async () => {
    const page = await open(write(400));
    const told = async (id: string) => {
      const section = page.locator(`section[aria-labelledby=${id}]`);
      await section.locator('summary').click();
      return section.innerText();
    };
    expect(await told('invisible'))
      .to.contain('1 target is not visible')
      .and.to.contain('not delivered yet');
    expect(await told('outdated'))
      .to.contain('1 target is shown as')
      .and.to.contain('its source is outdated');
    expect(await told('deleted'))
      .to.contain('1 secret is deleted')
      .and.to.contain('eu-central-1: old/password');
    expect(await told('uncovered'))
      .to.contain('1 account is covered nowhere')
      .and.to.contain('belongs to others (org.yaml accounts.exclude)');
    await page.close();
  });

  it('lists the exceptions in the words of the text report, and what has expired first and unfolded', async () => {
    const page = await open(write(400));
    const entries = await page.locator('section[aria-labelledby=exceptions] li').allInnerTexts();
    expect(entries).to.have.length(2);
    expect(entries[0]).to.contain('late/*').and.to.contain('expired 2026-10-31');
    expect(entries[1])
      .to.match(/[1-9]\d* findings?/)
      .and.to.contain('agreed until');
    await page.close();
  });

  it('lets no script run but its own', async () => {
    const page = await open(write(400));
    expect(await refusesScripts(page)).to.equal(true);
    expect(await page.title()).to.equal('Secrets of o-example0001, 2026-11-20');
    expect(complaints.join()).to.contain('Content Security Policy');
    await page.close();
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`keeps nobody out: axe finds no violation, ${colorScheme}`, async () => {
      const page = await open(write(400), { colorScheme });
      await page.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
      expect(await violationsOf(page)).to.deep.equal([]);
      await page.locator('.secret').first().click();
      expect(await violationsOf(page)).to.deep.equal([]);
      await page.close();
    });

  it('filters by what is clicked and typed, and the address holds it', async () => {
    const page = await open(write(400));
    await page.locator('.count').first().click();
    await page.getByRole('searchbox').fill('billing');
    const found = await shown(page);
    expect(found).to.match(/^\d{1,2} of 400 secrets$/);
    const again = await open(page.url());
    expect(await shown(again)).to.equal(found);
    expect(await again.getByRole('searchbox').inputValue()).to.equal('billing');
    expect(await again.locator('label', { hasText: 'State' }).locator('select').inputValue()).to.equal(
      'non-compliant',
    );
    await again.getByRole('button', { name: 'Clear' }).click();
    expect(await shown(again)).to.equal('400 of 400 secrets');
    await page.close();
    await again.close();
  });

  it('asks for the secrets without an owner, which is not the same as for all', async () => {
    const page = await open(write(400));
    const owner = page.locator('label', { hasText: 'Owner' }).locator('select');
    await owner.selectOption('without an owner');
    const found = await shown(page);
    const none = sampleReport(40, 400).secrets.filter((secret) => secret.owner === undefined).length;
    expect(found).to.equal(`${none} of 400 secrets`);
    const again = await open(page.url());
    expect(await shown(again)).to.equal(found);
    expect(await again.locator('label', { hasText: 'Owner' }).locator('option:checked').innerText()).to.equal(
      'without an owner',
    );
    await again.close();
    await owner.selectOption('all');
    expect(await shown(page)).to.equal('400 of 400 secrets');
    await owner.selectOption('team-1@example.com');
    await page.getByRole('button', { name: 'Clear' }).click();
    expect(await owner.locator('option:checked').innerText()).to.equal('all');
    await page.close();
  });

  it('draws no bar where there is nothing to count, and says whether there is nothing at all', async () => {
    const full = write(400);
    for (const [url, bars, said] of [
      [full, 'some', undefined],
      [`${full}#q=nothing-like-that`, 'none', 'No secret is like that.'],
      [write(0), 'none', 'There are no secrets in this report.'],
    ] as const) {
      const { page, complaints: heard } = await openOffline(browser, url);
      const chart = page.locator('section[aria-labelledby=summary] svg');
      expect(await chart.textContent()).to.contain('using-cmk');
      expect((await chart.locator('rect').count()) > 0 ? 'some' : 'none').to.equal(bars);
      expect((await page.locator('.secrets .none').allInnerTexts())[0]).to.equal(said);
      expect(heard).to.deep.equal([]);
      await page.close();
    }
  });

  it('sorts by a column, up and down, and says so', async () => {
    const page = await open(write(400));
    const head = page.locator('.secrets thead th').first();
    const first = () => page.locator('.secret').first().innerText();
    await head.getByRole('button').click();
    expect(await head.getAttribute('aria-sort')).to.equal('ascending');
    const up = await first();
    await head.getByRole('button').click();
    expect(await head.getAttribute('aria-sort')).to.equal('descending');
    expect((await first()) > up).to.equal(true);
    await page.close();
  });

  it('tells of the worst secret first, and how old its findings are at the least', async () => {
    const page = await open(write(400));
    expect(await page.locator('.secrets tbody td:last-child').nth(1).innerText()).to.match(/^\d+ days$/);
    await page.locator('.secret').first().click();
    const told = await page.getByRole('dialog').innerText();
    expect(told).to.match(/: non-compliant, for at least \d+ days/);
    // In a report without --deep.
    for (const fact of ['Last rotated', 'Next rotation', 'Last access'])
      expect(told).to.match(new RegExp(`^${fact}\\s+not recorded by Config$`, 'm'));
    await page.close();
  });

  it('can be used without a mouse: rows by arrow keys, a secret by Enter, back by Escape', async () => {
    const page = await open(write(400));
    await page.locator('.secret').first().focus();
    await page.keyboard.press('End');
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-place') === '399');
    await page.keyboard.press('ArrowUp');
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-place') === '398');
    const name = await page.evaluate(() => document.activeElement?.textContent);
    await page.keyboard.press('Enter');
    expect(await page.getByRole('dialog').getByRole('heading', { level: 2 }).innerText()).to.equal(name);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).to.equal(0);
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-place') === '398');
    await page.close();
  });

  it('prints the rows that do not fit the screen, without the filters', async () => {
    const page = await open(write(400));
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    expect(await page.locator('.secrets tbody [data-place]').count()).to.equal(400);
    expect(await page.locator('.filters').isVisible()).to.equal(false);
    // Nobody unfolds paper.
    expect(await page.locator('details:not([open])').count()).to.equal(0);
    const printed = await page.pdf({ format: 'A4', landscape: true });
    expect(printed.byteLength).to.be.above(20_000);
    await page.close();
  });

  it('stays quick and under 8 MB with a hundred thousand secrets', async () => {
    const url = write(100_000, 2000);
    expect(readFileSync(new URL(url)).byteLength).to.be.below(8_000_000);
    const page = await open(url);
    expect(await page.locator('.secrets tbody tr').count()).to.be.below(80);
    // On the page's own clock: from the keystroke to the next frame.
    const took = await page.evaluate(async () => {
      const input = document.querySelector<HTMLInputElement>('input[type=search]')!;
      const began = performance.now();
      input.value = 'billing token';
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return performance.now() - began;
    });
    expect(await shown(page)).to.match(/of 100,000 secrets$/);
    expect(took).to.be.below(2000);
    await page.close();
  });

  it('sorts a hundred thousand secrets within two seconds, and is at the end of them within one', async () => {
    const page = await open(write(100_000, 2000));
    /** From what is done to the frame after the next, on the page's own clock. */
    const timed = (of: string, act: 'click' | 'scroll to the end') =>
      page.evaluate(
        async ([selector, what]) => {
          const element = document.querySelector<HTMLElement>(selector)!;
          const began = performance.now();
          if (what === 'click') element.click();
          else element.scrollTop = element.scrollHeight;
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          return performance.now() - began;
        },
        [of, act] as const,
      );
    const ends: string[] = [];
    for (const column of [1, 2, 4, 11, 12]) {
      const head = `.secrets thead th:nth-child(${column})`;
      expect(await timed(`${head} button`, 'click'), `column ${column}`).to.be.below(2000);
      expect(await page.locator(head).getAttribute('aria-sort')).to.equal('ascending');
      expect(await timed('.secrets', 'scroll to the end')).to.be.below(1000);
      await page.waitForSelector('.secrets [data-place="99999"]', { timeout: 1000 });
      expect(await page.locator('.secrets tbody tr').count()).to.be.below(80);
      ends.push(await page.locator('.secrets [data-place="99999"]').innerText());
    }
    // Where two orders end alike, it is by a tie.
    expect(new Set(ends).size).to.be.above(3);
    await page.close();
  });
});
