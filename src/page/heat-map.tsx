import { useRef } from 'preact/hooks';
import type { Filter } from './filter.js';
import type { Table } from './table.js';
import type { Cell, HeatRow } from './tally.js';
import { usePrinting } from './use-printing.js';
import { useVirtual } from './use-virtual.js';
import { number, percent } from './words.js';

interface Props {
  readonly table: Table;
  readonly rows: readonly HeatRow[];
  readonly onChoose: (part: Partial<Filter>) => void;
}

const rowHeight = 34;
/** Rows on paper. */
const printedRows = 60;
const shades = 5;

/** Account by Region: the number is how many secrets have something to mend, the shade how large a part that is. */
export function HeatMap({ table, rows, onChoose }: Props) {
  const { regions, accounts } = table.data;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtual(scroller, rows.length, rowHeight);
  const printing = usePrinting();
  const places = printing
    ? rows.slice(0, printedRows).map((_, place) => place)
    : virtual.items.map(({ index }) => index);
  return (
    <section aria-labelledby="heat">
      <h2 id="heat">Where</h2>
      <p class="hint">
        Secrets with something to mend, by account and Region, the worst account first. A <b>?</b> is a place
        where something is not known
        {table.data.leftOut.length > 0 && (
          <>
            , a <b>–</b> one that is not covered
          </>
        )}
        .
      </p>
      <div class="scroll heat" ref={scroller} role="region" aria-label="Accounts by Region" tabIndex={0}>
        <table aria-rowcount={rows.length + 1}>
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col">Account</th>
              {regions.map((region) => (
                <th key={region} scope="col">
                  {region}
                </th>
              ))}
              <th scope="col">All</th>
            </tr>
          </thead>
          <tbody>
            {!printing && <Spacer height={virtual.above} columns={regions.length + 2} />}
            {places.map((place) => {
              const row = rows[place];
              const account = row && accounts[row.account];
              if (!row || !account) return null;
              return (
                <tr key={account.id} aria-rowindex={place + 2}>
                  <th scope="row">
                    <span class="name">{account.name}</span> <small>{account.id}</small>
                  </th>
                  {row.cells.map((cell, region) => (
                    <HeatCell
                      key={regions[region]}
                      cell={cell}
                      label={`${account.name}, ${regions[region]}`}
                      onChoose={() => onChoose({ account: account.id, region: regions[region] ?? '' })}
                    />
                  ))}
                  <td>
                    {number(row.troubled)} <small>of {number(row.secrets)}</small>
                  </td>
                </tr>
              );
            })}
            {!printing && <Spacer height={virtual.below} columns={regions.length + 2} />}
          </tbody>
        </table>
      </div>
      {printing && rows.length > printedRows && (
        <p>{number(rows.length - printedRows)} more accounts are not printed.</p>
      )}
    </section>
  );
}

/** Stands for rows that are not in the page. */
export function Spacer({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true" class="spacer">
      <td colSpan={columns} style={{ height: `${height}px` }} />
    </tr>
  );
}

function HeatCell({
  cell,
  label,
  onChoose,
}: {
  readonly cell: Cell;
  readonly label: string;
  readonly onChoose: () => void;
}) {
  const { secrets, troubled, unknown, invisible, leftOut } = cell;
  if (secrets === 0 && leftOut)
    return (
      <td class="left-out" title="not covered: nobody looks there">
        <span aria-label={`${label}: not covered`} role="img">
          –
        </span>
      </td>
    );
  if (secrets === 0)
    return invisible === undefined ? (
      <td class="empty" />
    ) : (
      <td class="unseen" title={invisible}>
        <span aria-label={`${label}: not visible, ${invisible}`} role="img">
          ?
        </span>
      </td>
    );
  const share = troubled / secrets;
  const shade = troubled === 0 ? 0 : 1 + Math.min(shades - 1, Math.floor(share * shades));
  const words = `${label}: ${number(troubled)} of ${number(secrets)} secrets to mend (${percent(share)})${
    unknown > 0 ? `, ${number(unknown)} not known` : ''
  }`;
  return (
    <td>
      <button
        type="button"
        class={`heat-${shade}`}
        title={words}
        aria-label={`${words}: show them`}
        onClick={onChoose}
      >
        {number(troubled)}
        {unknown > 0 || invisible !== undefined ? ' ?' : ''}
      </button>
    </td>
  );
}
