import { useMemo, useState } from 'preact/hooks';
import { choicesOf } from './choices.js';
import { Detail } from './detail.js';
import { Exceptions } from './exceptions.js';
import { FilterBar } from './filter-bar.js';
import type { Filter } from './filter.js';
import { headline } from './headline.js';
import { HeatMap } from './heat-map.js';
import { NotInTable } from './not-in-table.js';
import { SecretTable } from './secret-table.js';
import { filterRows, sortRows } from './select-rows.js';
import { Summary } from './summary.js';
import type { Table } from './table.js';
import { heatRows, tallyRows } from './tally.js';
import { Trend } from './trend.js';
import { useAddress } from './use-address.js';
import { dayAndTime } from './words.js';

/** The whole page. Numbers above the table follow the filter, so that a team sees its own. */
export function App({ table }: { readonly table: Table }) {
  const { data } = table;
  const choices = useMemo(() => choicesOf(table), [table]);
  const [{ filter, sorting }, change] = useAddress(choices);
  const [opened, open] = useState<number>();
  const rows = useMemo(() => filterRows(table, filter), [table, filter]);
  const sorted = useMemo(() => sortRows(table, rows, sorting), [table, rows, sorting]);
  const tallies = useMemo(() => tallyRows(table, rows), [table, rows]);
  const heat = useMemo(() => heatRows(table, rows), [table, rows]);
  const narrow = (part: Partial<Filter>) => change({ filter: { ...filter, ...part } });
  return (
    <>
      <header>
        <h1>Secrets of {data.organizationId}</h1>
        <p>
          {headline(data)}, as the aggregator <b>{data.aggregator.name}</b> in {data.aggregator.accountId} (
          {data.aggregator.region}) showed them on{' '}
          <time dateTime={data.generatedAt}>{dayAndTime(data.generatedAt)}</time>.
        </p>
      </header>
      <FilterBar
        table={table}
        choices={choices}
        filter={filter}
        shown={rows.length}
        onChange={(next) => change({ filter: next })}
      />
      <main>
        <Summary table={table} tallies={tallies} onChoose={narrow} />
        <Trend points={data.trend} />
        <HeatMap table={table} rows={heat} onChoose={narrow} />
        <Exceptions table={table} />
        <NotInTable table={table} />
        <SecretTable
          table={table}
          rows={sorted}
          sorting={sorting}
          onSort={(next) => change({ sorting: next })}
          onOpen={open}
        />
      </main>
      {opened !== undefined && <Detail table={table} row={opened} onClose={() => open(undefined)} />}
    </>
  );
}
