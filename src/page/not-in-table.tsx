import type { PackedPlace } from '../report/html/page-data.js';
import type { Table } from './table.js';
import { number } from './words.js';

/** What the table doesn't have, or not as it is now: a hole in the view is part of it. */
export function NotInTable({ table }: { readonly table: Table }) {
  const { invisible, outdated, deleted } = table.data;
  return (
    <>
      <Places
        table={table}
        id="invisible"
        title="Not visible"
        places={invisible}
        what={(n) => `${targets(n)} not visible to the aggregator: what is in there, nobody knows.`}
        textOf={({ reason }) => reason}
      />
      <Places
        table={table}
        id="outdated"
        title="Not up to date"
        places={outdated}
        what={(n) => `${targets(n)} shown as the aggregator last saw them.`}
        textOf={({ reason }) => reason}
      />
      <Uncovered table={table} />
      <Places
        table={table}
        id="deleted"
        title="Deleted"
        places={deleted}
        what={(n) =>
          `${number(n)} ${n === 1 ? 'secret is' : 'secrets are'} deleted, or scheduled for it, and not counted.`
        }
        textOf={({ name }) => name}
      />
    </>
  );
}

/** An account that nobody looks at would be taken for one without findings. */
function Uncovered({ table }: { readonly table: Table }) {
  const { accounts, uncovered } = table.data;
  if (uncovered.length === 0) return null;
  const concerned = new Set(uncovered.map(({ account }) => account)).size;
  return (
    <section aria-labelledby="uncovered">
      <h2 id="uncovered">Not covered</h2>
      <details>
        <summary>
          {number(concerned)} {concerned === 1 ? 'account is' : 'accounts are'} covered nowhere: nobody looks
          at the secrets there.
        </summary>
        <ul>
          {uncovered.map(({ account, region, reason, source }, index) => (
            <li key={index}>
              {accounts[account]?.name} ({accounts[account]?.id}){region === undefined ? '' : `, ${region}`}:{' '}
              {reason} ({source})
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function targets(n: number): string {
  return `${number(n)} ${n === 1 ? 'target is' : 'targets are'}`;
}

interface PlacesProps<P extends PackedPlace> {
  readonly table: Table;
  readonly id: string;
  readonly title: string;
  readonly places: readonly P[];
  readonly what: (n: number) => string;
  readonly textOf: (place: P) => string;
}

/** A list that is folded up; nothing where there is nothing to tell. */
function Places<P extends PackedPlace>({ table, id, title, places, what, textOf }: PlacesProps<P>) {
  const { accounts, regions } = table.data;
  if (places.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <details>
        <summary>{what(places.length)}</summary>
        <ul>
          {places.map((place, index) => (
            <li key={index}>
              {accounts[place.account]?.name} ({accounts[place.account]?.id}), {regions[place.region]}:{' '}
              {textOf(place)}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
