import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';

export interface Opened {
  readonly page: Page;
  /** What the page or the browser had to say, and every request for something that is no file. */
  readonly complaints: readonly string[];
}

/** Opens a file as somebody would who got it by mail. */
export async function openOffline(
  browser: Browser,
  url: string,
  options: Parameters<Browser['newPage']>[0] = {},
): Promise<Opened> {
  const complaints: string[] = [];
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, ...options });
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) complaints.push(`asked for ${request.url()}`);
  });
  await page.goto(url);
  return { page, complaints };
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** What axe has against a page as it is now. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  // Not as a script of the page, whose policy would refuse it, but by the tester's own hand.
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<AxeResults> } };
    const found = await axe.run();
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}

/** Does the page's policy keep a script from running that is not its own? */
export async function refusesScripts(page: Page): Promise<boolean> {
  const before = await page.title();
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "broken in"';
    document.head.append(script);
  });
  return (await page.title()) === before;
}
