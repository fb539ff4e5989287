import { useMemo } from 'preact/hooks';
import type { Filter } from './filter.js';
import { shownStates, stateWords, type ShownState } from './shown-state.js';
import type { Table } from './table.js';
import { number, shortRule } from './words.js';

interface Props {
  readonly table: Table;
  readonly filter: Filter;
  readonly shown: number;
  readonly onChange: (filter: Filter) => void;
}

type Part = Exclude<keyof Filter, 'text'>;

/** Search and filters; what they find is told to screen readers too. */
export function FilterBar({ table, filter, shown, onChange }: Props) {
  const choices = useMemo(() => choicesOf(table), [table]);
  const set = (part: Part, value: string) => {
    const others = Object.fromEntries(Object.entries(filter).filter(([name]) => name !== part));
    onChange({ text: filter.text, ...others, ...(value !== '' && { [part]: value }) });
  };
  return (
    <search class="filters">
      <label>
        <span>Search</span>
        <input
          type="search"
          placeholder="name, owner …"
          title="Words of its name, its account or its owner"
          value={filter.text}
          onInput={({ currentTarget }) => onChange({ ...filter, text: currentTarget.value })}
        />
      </label>
      {choices.map(({ part, label, options }) => (
        <label key={part}>
          <span>{label}</span>
          <select value={filter[part] ?? ''} onChange={({ currentTarget }) => set(part, currentTarget.value)}>
            <option value="">all</option>
            {options.map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </label>
      ))}
      <p role="status">
        {number(shown)} of {number(table.count)} secrets
      </p>
      <button type="button" onClick={() => onChange({ text: '' })}>
        Clear
      </button>
    </search>
  );
}

interface Choice {
  readonly part: Part;
  readonly label: string;
  readonly options: readonly (readonly [value: string, text: string])[];
}

/** A part that has nothing to choose from is not shown. */
function choicesOf({ data }: Table): readonly Choice[] {
  const plain = (values: Iterable<string>) =>
    [...new Set(values)].sort().map((value) => [value, value] as const);
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
      options: shownStates.map((state: ShownState) => [state, stateWords[state]]),
    },
    { part: 'account', label: 'Account', options: accounts },
    { part: 'unit', label: 'Unit', options: plain(data.accounts.flatMap(({ unit }) => withParents(unit))) },
    { part: 'region', label: 'Region', options: plain(data.regions) },
    { part: 'owner', label: 'Owner', options: plain(data.secrets.owners) },
    { part: 'tag', label: 'Tag', options: plain(tags) },
  ];
  return choices.filter(({ options }) => options.length > 0);
}

/** `/Workloads/Prod` → itself and `/Workloads`: a unit means all below it. */
function withParents(unit: string): readonly string[] {
  const words = unit.split('/').filter(Boolean);
  return words.map((_, last) => `/${words.slice(0, last + 1).join('/')}`);
}
