import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { ruleNames, type RuleName } from '../../src/model/catalog.js';
import { shortRule } from '../../src/report/secrets/words.js';
import { asPerson } from '../e2e/notifications/support.js';
import { startBrowser } from '../support/browser.js';
import { startCliWorld, type CliWorld } from '../support/cli.js';
import { countsOf, type Verdicts } from '../support/report-formats/verdicts.js';
import { tally, verdictsOf } from '../support/secrets-oracle.js';
import { openOffline, refusesScripts, violationsOf } from './opened.js';
import { pdfText } from './pdf-text.js';

const place = { accountId: '333333333334', region: 'us-east-1' };
/** Deleted one after the other, so that each report is better than the one before. */
const doomed = ['accessed/never', 'accessed/91-days-ago'];
/** Days by which the earlier reports are older than the last one. */
const agesOfReports = [70, 20];
const day = 86_400_000;
const tenMinutes = 600_000;

const atFirst = verdictsOf('secrets', { rotatesEvery: 30, rotatedWithin: 60, accessedWithin: 90 }, [
  '444455556666',
]);
/** What the world holds once so many of the doomed are gone. */
const left = (gone: number): Verdicts =>
  new Map([...atFirst].filter(([key]) => !doomed.slice(0, gone).some((name) => key.endsWith(`/${name}`))));
const shareOf = (verdicts: Verdicts): number => {
  const { compliant = 0, 'non-compliant': open = 0 } = tally(verdicts);
  return compliant / (compliant + open);
};
const percentOf = (verdicts: Verdicts): string => `${Math.round(shareOf(verdicts) * 1000) / 10}%`;
const nameOf = (secret: string) => secret.split('/').slice(2).join('/');

describe('the page that the command line wrote', function () {
  this.timeout(180_000);
  const verdicts = left(doomed.length);
  const names = [...verdicts.keys()].map(nameOf).toSorted();
  let world: CliWorld;
  let browser: Browser;
  let page: Page;
  let complaints: readonly string[];
  const folder = () => join(world.folder, 'reports');

  const summaries = async () =>
    (await readdir(folder())).filter((name) => name.endsWith('.summary.json')).toSorted();
  const summary = async (name: string) =>
    JSON.parse(await readFile(join(folder(), name), 'utf8')) as { readonly generatedAt: string };
  /** Moves the last report's summary back in time: reports are made every week, and a test has minutes. */
  async function age(days: number): Promise<void> {
    const name = (await summaries()).at(-1)!;
    const kept = await summary(name);
    const generatedAt = new Date(Date.parse(kept.generatedAt) - days * day).toISOString();
    await writeFile(join(folder(), name), JSON.stringify({ ...kept, generatedAt }));
    const earlier = `report-${generatedAt.slice(0, 19).replaceAll(':', '-')}Z.summary.json`;
    await rename(join(folder(), name), join(folder(), earlier));
  }
  async function report(): Promise<void> {
    await world.simulator.clock.sleep(tenMinutes);
    const ended = await world.orgsecrets(['report', '--format', 'html', '--output', folder()]);
    expect(ended.exitCode, ended.stderr).to.equal(0);
  }

  before(async function () {
    const started = await startBrowser();
    if (!started) return this.skip();
    browser = started;
    world = await startCliWorld('secrets');
    const applied = await world.orgsecrets(['apply', '--auto-approve']);
    expect(applied.exitCode, applied.stderr).to.equal(0);
    for (const [index, SecretId] of doomed.entries()) {
      await report();
      await age(agesOfReports[index]!);
      const input = { SecretId, ForceDeleteWithoutRecovery: true };
      await asPerson(world.simulator, place, 'secretsmanager', 'DeleteSecret', input);
    }
    await report();
  });
  after(async () => {
    await browser?.close();
    await world?.stop();
  });
  beforeEach(async () => {
    ({ page, complaints } = await openOffline(browser, pathToFileURL(join(folder(), 'report.html')).href));
    await page.waitForSelector('.secrets tbody [data-place]');
  });
  afterEach(() => page?.close());

  const shown = () => page.locator('[role=status]').innerText();
  const listed = () => page.locator('.secret').allInnerTexts();
  const choose = (label: string, value: string) =>
    page
      .locator('.filters label')
      .filter({ has: page.locator('span', { hasText: new RegExp(`^${label}$`) }) })
      .locator('select')
      .selectOption(value);
  /** Cells of the table of findings by rule and state. */
  async function counted(): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>> {
    const table = page.locator('.beside table.counts');
    const states = (await table.locator('thead th').allInnerTexts()).slice(1);
    const rows = await table
      .locator('tbody tr')
      .evaluateAll((all) =>
        all.map((row) => [...row.querySelectorAll('a, td')].map(({ textContent }) => textContent ?? '')),
      );
    return Object.fromEntries(
      rows.map(([rule, ...cells]) => [
        ruleNames.find((name) => shortRule(name) === rule) ?? '',
        Object.fromEntries(
          cells.flatMap((cell, column) =>
            cell === '0'
              ? []
              : [[states[column]?.split('\n').at(-1)?.replaceAll(' ', '-') ?? '', Number(cell)]],
          ),
        ),
      ]),
    );
  }
  const secretsWith = (rule: RuleName, state: string, where = '') =>
    [...verdicts]
      .filter(([key, verdict]) => key.startsWith(where) && verdict[rule] === state)
      .map(([key]) => nameOf(key))
      .toSorted();

  it('counts what the world holds, rule by rule and state by state', async () => {
    const expected = countsOf(verdicts);
    const cmk = 'secretsmanager-using-cmk';
    const agreed = { 'non-compliant': expected[cmk]!['non-compliant']! - 1, exception: 1 };
    expect(await counted()).to.deep.equal({ ...expected, [cmk]: { ...expected[cmk], ...agreed } });
    expect(await shown()).to.equal(`${verdicts.size} of ${verdicts.size} secrets`);
    expect((await listed()).toSorted()).to.deep.equal(names);
    expect(await page.locator('.score b').allInnerTexts()).to.deep.equal([
      percentOf(verdicts),
      '0',
      String(tally(verdicts)['non-compliant']! - 1),
    ]);
    expect(complaints).to.deep.equal([]);
  });

  it('has, account by Region, the secrets of the world with something to mend', async () => {
    const cmk = 'secretsmanager-using-cmk';
    const accountNames = { '333333333333': 'shop', '333333333334': 'shop-test', '222222222222': 'audit' };
    const expected: Record<string, [troubled: number, all: number]> = {};
    for (const [key, verdict] of verdicts) {
      const [account, region] = key.split('/') as [keyof typeof accountNames, string];
      const isAgreed = (rule: RuleName) => rule === cmk && key.endsWith('/legacy/agreed');
      const isOpen = ruleNames.some((rule) => verdict[rule] === 'non-compliant' && !isAgreed(rule));
      const counts = (expected[`${accountNames[account]}, ${region}`] ??= [0, 0]);
      counts[0] += isOpen ? 1 : 0;
      counts[1] += 1;
    }
    const cells = await page
      .locator('.heat button')
      .evaluateAll((all) =>
        all.map((one) => [one.getAttribute('aria-label') ?? '', one.textContent?.trim() ?? '']),
      );
    const found = cells.map(([label = '', shown]) => {
      const [, where = '', troubled, all] = /^(.+): (\d+) of (\d+) secrets to mend/.exec(label) ?? [];
      expect(shown).to.equal(troubled);
      return [where, [Number(troubled), Number(all)]] as const;
    });
    expect(Object.fromEntries(found)).to.deep.equal(expected);

    await page.getByRole('button', { name: 'shop-test, us-east-1' }).click();
    const inPlace = [...verdicts.keys()].filter((key) => key.startsWith(`${place.accountId}/us-east-1/`));
    expect((await listed()).toSorted()).to.deep.equal(inPlace.map(nameOf).toSorted());
  });

  it('shows, filtered by what is chosen or clicked, exactly the secrets that are so', async () => {
    const unused = 'secretsmanager-secret-unused';
    await choose('Rule', unused);
    await choose('State', 'compliant');
    expect((await listed()).toSorted()).to.deep.equal(secretsWith(unused, 'compliant'));
    await choose('Account', place.accountId);
    const here = secretsWith(unused, 'compliant', place.accountId);
    expect(here.length).to.be.within(1, verdicts.size - 1);
    expect((await listed()).toSorted()).to.deep.equal(here);
    expect(await shown()).to.equal(`${here.length} of ${verdicts.size} secrets`);

    await page.getByRole('button', { name: 'Clear' }).click();
    const periodic = 'secretsmanager-secret-periodic-rotation';
    await page.getByRole('button', { name: `non-compliant under ${shortRule(periodic)}` }).click();
    expect((await listed()).toSorted()).to.deep.equal(secretsWith(periodic, 'non-compliant'));
  });

  it('sorts by name, by account and by a rule', async () => {
    const sortBy = (head: string) =>
      page.locator('.secrets thead').getByRole('button', { name: head }).click();
    await sortBy('Secret');
    expect(await listed()).to.deep.equal(names);
    await sortBy('Secret');
    expect(await listed()).to.deep.equal(names.toReversed());
    await sortBy('Account');
    const accounts = await page.locator('.secrets tbody td:nth-child(2)').allInnerTexts();
    expect(accounts).to.have.length(verdicts.size);
    expect(accounts).to.deep.equal(accounts.toSorted());
    await sortBy('unused');
    const worst = secretsWith('secretsmanager-secret-unused', 'non-compliant');
    expect((await listed()).slice(0, worst.length).toSorted()).to.deep.equal(worst);
  });

  it('prints every secret and every number, and no control', async () => {
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.filters').isVisible()).to.equal(false);
    const { sheets, runs } = pdfText(await page.pdf({ format: 'A4', landscape: true }));
    expect(sheets).to.be.within(1, 4);
    const words = runs.join('\n');
    for (const name of names) expect(words).to.contain(name);
    for (const rule of ruleNames) expect(words).to.contain(shortRule(rule));
    expect(words).to.contain(percentOf(verdicts));
    expect(words).not.to.contain('Clear').and.not.to.contain('Search');
  });

  it('draws the trend as the numbers of the earlier reports have it', async () => {
    const trend = page.locator('section[aria-labelledby=trend]');
    await trend.locator('summary').click();
    const rows = await trend
      .locator('tbody tr')
      .evaluateAll((all) => all.map((row) => [...row.children].map(({ textContent }) => textContent)));
    const stages = [0, 1, 2].map(left);
    expect(rows.map(([, share, open, unknown]) => [share, open, unknown])).to.deep.equal(
      stages.map((stage) => [percentOf(stage), String(tally(stage)['non-compliant']! - 1), '0']),
    );

    const drawn = await trend
      .locator('svg')
      .locator('circle, text')
      .evaluateAll((all) =>
        all.map((one) => {
          const { left: x, top: y, width, height } = one.getBoundingClientRect();
          const words = [...one.childNodes].map(({ textContent }) => textContent ?? '');
          return { isDot: one.tagName === 'circle', words, x: x + width / 2, y: y + height / 2 };
        }),
      );
    const dots = drawn.filter(({ isDot }) => isDot);
    const labels = drawn.filter(({ isDot }) => !isDot);
    expect(dots).to.have.length(stages.length);
    const heightOf = (words: string) => labels.find((one) => one.words.join() === words)!.y;
    const [bottom, top] = [heightOf('0%'), heightOf('100%')];
    for (const [index, stage] of stages.entries())
      expect((bottom - dots[index]!.y) / (bottom - top)).to.be.closeTo(shareOf(stage), 0.005);

    const times = await Promise.all(
      (await summaries()).map(async (name) => Date.parse((await summary(name)).generatedAt)),
    );
    const [first, last] = [times[0]!, times.at(-1)!];
    const [from, to] = [dots[0]!.x, dots.at(-1)!.x];
    const timeAt = (x: number) => first + ((x - from) / (to - from)) * (last - first);
    for (const [index, time] of times.entries()) expect(timeAt(dots[index]!.x)).to.be.closeTo(time, day / 2);
    // A label of the time axis is a day; the first of each month stands with its month.
    const days = labels.filter(({ words }) => /^\d+$/.test(words[0] ?? ''));
    expect(days.length).to.be.above(2);
    for (const { words, x } of days) {
      const date = new Date(timeAt(x));
      expect(Math.abs(date.getTime() - nearest(date, Number(words[0])))).to.be.below(day / 2);
    }
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`keeps nobody out, ${colorScheme}, and no script of others in`, async () => {
      await page.emulateMedia({ colorScheme });
      await page.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
      expect(await violationsOf(page)).to.deep.equal([]);
      await page.locator('.secret').first().click();
      expect(await violationsOf(page)).to.deep.equal([]);
      expect(complaints).to.deep.equal([]);
      expect(await refusesScripts(page)).to.equal(true);
      expect(complaints.join()).to.contain('Content Security Policy');
    });
});

/** Midnight of the nearest day with this number, in this month or one beside it; milliseconds, UTC. */
function nearest(date: Date, dayOfMonth: number): number {
  const candidates = [-1, 0, 1].map((months) =>
    Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, dayOfMonth),
  );
  const distance = (time: number) => Math.abs(time - date.getTime());
  return candidates.toSorted((a, b) => distance(a) - distance(b))[0]!;
}
