import type { Table } from './table.js';
import { usePrinting } from './use-printing.js';
import { number } from './words.js';

/** What the table doesn't have, or not as it is now: a hole in the view is part of it. */
export function NotInTable({ table }: { readonly table: Table }) {
  const { invisible, outdated, uncovered, deleted, regions } = table.data;
  const inRegion = ({ region }: { readonly region: number }) => regions[region];
  return (
    <>
      <Places
        table={table}
        id="invisible"
        title="Not visible"
        places={invisible}
        what={({ length }) =>
          `${targets(length)} not visible to the aggregator: what is in there, nobody knows.`
        }
        regionOf={inRegion}
        textOf={({ reason }) => reason}
      />
      <Places
        table={table}
        id="outdated"
        title="Not up to date"
        places={outdated}
        what={({ length }) => `${targets(length)} shown as the aggregator last saw them.`}
        regionOf={inRegion}
        textOf={({ reason }) => reason}
      />
      <Places
        table={table}
        id="uncovered"
        title="Not covered"
        places={uncovered}
        what={accountsWithout}
        regionOf={({ region }) => region}
        textOf={({ reason, source }) => `${reason} (${source})`}
      />
      <Places
        table={table}
        id="deleted"
        title="Deleted"
        places={deleted}
        what={({ length }) =>
          `${number(length)} ${length === 1 ? 'secret is' : 'secrets are'} deleted, or scheduled for it, and not counted.`
        }
        regionOf={inRegion}
        textOf={({ name }) => name}
      />
    </>
  );
}

function targets(n: number): string {
  return `${number(n)} ${n === 1 ? 'target is' : 'targets are'}`;
}

/** An account that nobody looks at would be taken for one without findings. */
function accountsWithout(places: readonly { readonly account: number }[]): string {
  const n = new Set(places.map(({ account }) => account)).size;
  return `${number(n)} ${n === 1 ? 'account is' : 'accounts are'} covered nowhere: nobody looks at the secrets there.`;
}

/** Places on paper, which nobody can unfold; the CSV holds them all. */
const printedPlaces = 100;

interface PlacesProps<P> {
  readonly table: Table;
  readonly id: string;
  readonly title: string;
  readonly places: readonly P[];
  readonly what: (places: readonly P[]) => string;
  /** Missing: every Region. */
  readonly regionOf: (place: P) => string | undefined;
  readonly textOf: (place: P) => string;
}

/** A list that is folded up; nothing where there is nothing to tell. */
function Places<P extends { readonly account: number }>({
  table,
  id,
  title,
  places,
  what,
  regionOf,
  textOf,
}: PlacesProps<P>) {
  const { accounts } = table.data;
  const printing = usePrinting();
  const shown = printing ? places.slice(0, printedPlaces) : places;
  if (places.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <details open={printing}>
        <summary>{what(places)}</summary>
        <ul>
          {shown.map((place, index) => {
            const region = regionOf(place);
            return (
              <li key={index}>
                {accounts[place.account]?.name} ({accounts[place.account]?.id})
                {region === undefined ? '' : `, ${region}`}: {textOf(place)}
              </li>
            );
          })}
          {shown.length < places.length && (
            <li>{number(places.length - shown.length)} more, which are in the CSV.</li>
          )}
        </ul>
      </details>
    </section>
  );
}
