import { useEffect, useRef, useState } from 'preact/hooks';
import type { SortColumn, Sorting } from './filter.js';
import { Spacer } from './heat-map.js';
import { stateSigns, stateWords } from './shown-state.js';
import type { Table } from './table.js';
import { usePrinting } from './use-printing.js';
import { useVirtual } from './use-virtual.js';
import { keyText, rotationText } from '../model/secret-words.js';
import { ageWords, number, shortRule } from './words.js';

interface Props {
  readonly table: Table;
  readonly rows: readonly number[];
  readonly sorting: Sorting;
  readonly onSort: (sorting: Sorting) => void;
  readonly onOpen: (row: number) => void;
}

const rowHeight = 38;
/** Rows on paper; the CSV holds them all. */
const printedRows = 500;

/** A rule that runs again may record the same result again. */
const openAtLeast =
  'Since AWS Config recorded the oldest of its results that is to be mended; it may be longer.';

interface Column {
  readonly by: SortColumn | undefined;
  readonly head: string;
  readonly title?: string;
  /** The class that gives its width. */
  readonly kind: 'name' | 'account' | 'region' | 'rule' | 'words' | 'age';
}

/** Every secret that the filter lets through. Arrow keys go from row to row, Enter opens one. */
export function SecretTable({ table, rows, sorting, onSort, onOpen }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const virtual = useVirtual(scroller, rows.length, rowHeight);
  const printing = usePrinting();
  const [active, setActive] = useState(0);
  const [moved, setMoved] = useState(0);
  useEffect(() => setActive(0), [rows]);
  // The row may just have been scrolled into the page: it takes the focus once it is there.
  useEffect(() => {
    if (moved > 0) body.current?.querySelector<HTMLElement>(`[data-place="${active}"]`)?.focus();
  }, [moved, active, virtual.above]);
  const move = (event: KeyboardEvent) => {
    const to = destination(event.key, active, rows.length);
    if (to === undefined) return;
    event.preventDefault();
    setActive(to);
    virtual.scrollTo(to);
    setMoved((times) => times + 1);
  };
  const columns = columnsOf(table);
  const places = printing
    ? rows.slice(0, printedRows).map((_, place) => place)
    : virtual.items.map(({ index }) => index);
  return (
    <section aria-labelledby="secrets">
      <h2 id="secrets">Secrets</h2>
      <div class="scroll secrets" ref={scroller} role="region" aria-label="Table of secrets" tabIndex={0}>
        <table aria-rowcount={rows.length + 1}>
          <colgroup>
            {columns.map(({ head, kind }) => (
              <col key={head} class={kind} />
            ))}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              {columns.map((column) => (
                <Head
                  key={column.head}
                  column={column}
                  sorting={sorting}
                  printing={printing}
                  onSort={onSort}
                />
              ))}
            </tr>
          </thead>
          <tbody ref={body} onKeyDown={move}>
            {!printing && <Spacer height={virtual.above} columns={columns.length} />}
            {places.map((place) => (
              <Row
                key={rows[place]}
                table={table}
                row={rows[place] ?? 0}
                place={place}
                focusable={place === active || (places[0] === place && !places.includes(active))}
                onOpen={() => {
                  setActive(place);
                  onOpen(rows[place] ?? 0);
                }}
              />
            ))}
            {!printing && <Spacer height={virtual.below} columns={columns.length} />}
          </tbody>
        </table>
        {rows.length === 0 && (
          <p class="none">
            {table.count === 0 ? 'There are no secrets in this report.' : 'No secret is like that.'}
          </p>
        )}
      </div>
      {printing && rows.length > printedRows && (
        <p>
          {number(rows.length - printedRows)} more secrets are not printed: narrow the filter, or take the
          CSV.
        </p>
      )}
    </section>
  );
}

function columnsOf({ data }: Table): readonly Column[] {
  return [
    { by: 'name', head: 'Secret', kind: 'name' },
    { by: 'account', head: 'Account', kind: 'account' },
    { by: 'region', head: 'Region', kind: 'region' },
    ...data.rules.map(({ name, title }): Column => ({
      by: `rule:${name}`,
      head: shortRule(name),
      title,
      kind: 'rule',
    })),
    { by: undefined, head: 'Rotation', kind: 'words' },
    { by: undefined, head: 'Key', kind: 'words' },
    { by: 'owner', head: 'Owner', kind: 'words' },
    { by: 'age', head: 'Open at least', title: openAtLeast, kind: 'age' },
  ];
}

interface HeadProps extends Pick<Props, 'sorting' | 'onSort'> {
  readonly column: Column;
  readonly printing: boolean;
}

function Head({ column, sorting, printing, onSort }: HeadProps) {
  const { by, head, title, kind } = column;
  // Browsers print no button in a head that they repeat on each sheet.
  if (by === undefined || printing)
    return (
      <th scope="col" class={kind}>
        {head}
      </th>
    );
  const sorted = sorting.by === by;
  const direction = sorting.descending ? 'descending' : 'ascending';
  return (
    <th scope="col" class={kind} aria-sort={sorted ? direction : 'none'} title={title}>
      <button type="button" onClick={() => onSort({ by, descending: sorted && !sorting.descending })}>
        {head}
        <span aria-hidden="true">{sorted ? (sorting.descending ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </th>
  );
}

interface RowProps {
  readonly table: Table;
  readonly row: number;
  readonly place: number;
  readonly focusable: boolean;
  readonly onOpen: () => void;
}

function Row({ table, row, place, focusable, onOpen }: RowProps) {
  const { id, name } = table.account(row);
  const rotation = rotationText(table.rotation(row));
  const key = keyText(table.key(row));
  return (
    <tr aria-rowindex={place + 2}>
      <th scope="row">
        <button
          type="button"
          class="secret"
          data-place={place}
          tabIndex={focusable ? 0 : -1}
          title={table.name(row)}
          onClick={onOpen}
        >
          {table.name(row)}
        </button>
      </th>
      <td title={`${name} (${id})`}>
        {name} <small>{id}</small>
      </td>
      <td>{table.region(row)}</td>
      {table.data.rules.map((rule, rulePlace) => {
        const state = table.state(row, rulePlace);
        const { falsePositive } = table.finding(row, rulePlace);
        const words = falsePositive ? `${stateWords[state]}, known false positive` : stateWords[state];
        return (
          <td key={rule.name} class="state" title={`${shortRule(rule.name)}: ${words}`}>
            <span class={`sign ${state}`} role="img" aria-label={words}>
              {stateSigns[state]}
            </span>
            {falsePositive ? '*' : ''}
          </td>
        );
      })}
      <td title={rotation}>{rotation}</td>
      <td title={key}>{key}</td>
      <td title={table.owner(row)}>{table.owner(row) ?? ''}</td>
      <td>{ageWords(table.oldestTrouble(row))}</td>
    </tr>
  );
}

/** Where a key leads to; `undefined`: nowhere. */
function destination(key: string, from: number, count: number): number | undefined {
  const page = 10;
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + page,
    PageUp: from - page,
    Home: 0,
    End: count - 1,
  };
  const to = steps[key];
  return to === undefined || count === 0 ? undefined : Math.min(count - 1, Math.max(0, to));
}
