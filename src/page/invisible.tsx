import type { Table } from './table.js';
import { number } from './words.js';

/** Where the aggregator shows nothing, and why: a hole in the view is part of it. */
export function Invisible({ table }: { readonly table: Table }) {
  const { invisible, accounts, regions } = table.data;
  if (invisible.length === 0) return null;
  return (
    <section aria-labelledby="invisible">
      <h2 id="invisible">Not visible</h2>
      <details>
        <summary>
          {number(invisible.length)} {invisible.length === 1 ? 'target is' : 'targets are'} not visible to the
          aggregator: what is in there, nobody knows.
        </summary>
        <ul>
          {invisible.map(({ account, region, reason }) => (
            <li key={`${account}/${region}`}>
              {accounts[account]?.name} ({accounts[account]?.id}), {regions[region]}: {reason}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
