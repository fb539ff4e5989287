import type { Choice } from './filter.js';
import { shownStates, stateWords } from './shown-state.js';
import type { Table } from './table.js';
import { shortRule } from './words.js';

/**
 * What each filter offers, from what is on the page: nothing else can be asked for, by an address either. A filter that has
 * nothing to choose from is left out.
 */
export function choicesOf({ data }: Table): readonly Choice[] {
  const tags = data.secrets.tags.flatMap((held) =>
    Object.entries(held).map(([key, value]) => `${key}=${value}`),
  );
  const accounts = data.accounts
    .map(({ id, name }) => [id, `${name} (${id})`] as const)
    .sort(([, a], [, b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  const choices: readonly Choice[] = [
    { part: 'rule', label: 'Rule', options: data.rules.map(({ name }) => [name, shortRule(name)]) },
    {
      part: 'state',
      label: 'State',
      options: shownStates.map((state) => [state, stateWords[state]]),
    },
    { part: 'account', label: 'Account', options: accounts },
    { part: 'unit', label: 'Unit', options: plain(data.accounts.flatMap(({ unit }) => withParents(unit))) },
    { part: 'region', label: 'Region', options: plain(data.regions) },
    { part: 'owner', label: 'Owner', options: ownersOf(data) },
    { part: 'tag', label: 'Tag', options: plain(tags) },
  ];
  return choices.filter(({ options }) => options.length > 0);
}

function plain(values: Iterable<string>): Choice['options'] {
  return [...new Set(values)].sort().map((value) => [value, value]);
}

/** Owners, and nobody at all; none where no secret has one, since then nobody named the tag that says so. */
function ownersOf(data: Table['data']): Choice['options'] {
  const owners = plain(data.secrets.owners.filter((owner) => owner !== ''));
  return owners.length === 0 ? [] : [['', 'without an owner'], ...owners];
}

/** `/Workloads/Prod` → itself and `/Workloads`: a unit means all below it. */
function withParents(unit: string): readonly string[] {
  const words = unit.split('/').filter(Boolean);
  return words.map((_, last) => `/${words.slice(0, last + 1).join('/')}`);
}
