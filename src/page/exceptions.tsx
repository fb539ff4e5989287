import type { Table } from './table.js';
import { usePrinting } from './use-printing.js';
import { number } from './words.js';

/** What is agreed to, whatever the filter: an exception that has expired fails every report. */
export function Exceptions({ table }: { readonly table: Table }) {
  const { exceptions } = table.data;
  const printing = usePrinting();
  if (exceptions.length === 0) return null;
  const expired = exceptions.filter((one) => one.expired).length;
  return (
    <section aria-labelledby="exceptions">
      <h2 id="exceptions">Exceptions</h2>
      <details open={expired > 0 || printing}>
        <summary>{summary(exceptions.length, expired)}</summary>
        <ul>
          {exceptions.map(({ about, agreed, expired: over }, index) => (
            <li key={index}>
              {over && (
                <span class="sign non-compliant" aria-hidden="true">
                  ✖
                </span>
              )}{' '}
              {about}
              <br />
              {over ? <b>{agreed}</b> : agreed}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function summary(all: number, expired: number): string {
  const said = `${number(all)} ${all === 1 ? 'exception' : 'exceptions'} in the org.yaml`;
  return expired === 0
    ? `${said}.`
    : `${said}, ${number(expired)} expired: findings under those count again.`;
}
