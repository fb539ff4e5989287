import type { Choice, Filter, Part } from './filter.js';
import type { Table } from './table.js';
import { number } from './words.js';

interface Props {
  readonly table: Table;
  readonly choices: readonly Choice[];
  readonly filter: Filter;
  readonly shown: number;
  readonly onChange: (filter: Filter) => void;
}

/** Search and filters; what they find is told to screen readers too. */
export function FilterBar({ table, choices, filter, shown, onChange }: Props) {
  const set = (part: Part, value: string | undefined) => {
    const others = Object.fromEntries(Object.entries(filter).filter(([name]) => name !== part));
    onChange({ text: filter.text, ...others, ...(value !== undefined && { [part]: value }) });
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
          {/* By place, not by value: an empty value asks for secrets without an owner. */}
          <select onChange={({ currentTarget }) => set(part, options[currentTarget.selectedIndex - 1]?.[0])}>
            <option selected={filter[part] === undefined}>all</option>
            {options.map(([value, text]) => (
              <option key={value} value={value} selected={filter[part] === value}>
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
