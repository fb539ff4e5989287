import type { PageData } from '../report/html/page-data.js';
import { number } from './words.js';

/** What the report is about, in the words of the terminal: accounts and Regions are those that have a secret in it. */
export function headline({ filtered, secrets }: Pick<PageData, 'filtered' | 'secrets'>): string {
  const accounts = new Set(secrets.account).size;
  const regions = new Set(secrets.region).size;
  const said = [
    `${counted(secrets.count, 'secret')} in ${counted(accounts, 'account')}`,
    counted(regions, 'Region'),
  ].join(' and ');
  return filtered ? `${said}, narrowed by filters` : said;
}

function counted(n: number, noun: string): string {
  return `${number(n)} ${noun}${n === 1 ? '' : 's'}`;
}
