import { Option } from 'commander';
import { runsFolder } from '../app/runs/runs-folder.js';
import { collectAccount } from './option-values.js';

export function accountOption(): Option {
  return new Option(
    '--account <account>',
    'this account alone, with calls that do not grow with the organization; repeatable',
  )
    .argParser(collectAccount)
    .default([], 'all');
}

export function recordsFolder(): Option {
  return new Option('--folder <folder>', 'where the records are').default(runsFolder);
}
