import { useEffect, useRef } from 'preact/hooks';
import type { SecretException } from '../model/secret-report.js';
import type { PackedSecrets } from '../report/html/page-data.js';
import { stateSigns, stateWords } from './shown-state.js';
import type { Table } from './table.js';
import { keyText, rotationText } from '../model/secret-words.js';
import { ageWords, dayAndTime, shortRule } from './words.js';

interface Props {
  readonly table: Table;
  readonly row: number;
  readonly onClose: () => void;
}

/** All that is known of one secret. */
export function Detail({ table, row, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const account = table.account(row);
  const key = table.key(row);
  const rotation = table.rotation(row);
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby="detail">
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
      <h2 id="detail">{table.name(row)}</h2>
      <dl>
        <Fact name="ARN">
          <code>{table.arn(row)}</code>
        </Fact>
        <Fact name="Account">
          {account.name} ({account.id}), {account.unit}
        </Fact>
        <Fact name="Region">{table.region(row)}</Fact>
        <Fact name="Owner">{table.owner(row) ?? 'none named'}</Fact>
        <Fact name="Key">
          {keyText(key)} {'id' in key && <code>{key.id}</code>}
        </Fact>
        <Fact name="Rotation">
          {rotationText(rotation)} {rotation.functionArn !== undefined && <code>{rotation.functionArn}</code>}
        </Fact>
        <AccessFacts table={table} row={row} />
        {Object.entries(table.tags(row)).map(([tag, value]) => (
          <Fact key={tag} name={`Tag ${tag}`}>
            {value}
          </Fact>
        ))}
      </dl>
      <h3>Findings</h3>
      <ul class="findings">
        {table.data.rules.map((rule, place) => (
          <Finding key={rule.name} table={table} row={row} rule={place} />
        ))}
      </ul>
    </dialog>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: preact.ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Of one secret; missing where nobody asked for it. */
type Access = NonNullable<PackedSecrets['access']>[number] | undefined;

function AccessFacts({ table, row }: Pick<Props, 'table' | 'row'>) {
  const access = table.data.secrets.access?.[row];
  const [rotated, next, accessed] = accessWords(access);
  return (
    <>
      <Fact name="Last rotated">{rotated}</Fact>
      <Fact name="Next rotation">{next}</Fact>
      <Fact name="Last access">{accessed}</Fact>
    </>
  );
}

function accessWords(access: Access): readonly [rotated: string, next: string, accessed: string] {
  if (access === undefined || 'unknown' in access) {
    const why = access === undefined ? 'not recorded by Config' : `not known: ${access.unknown}`;
    return [why, why, why];
  }
  const { lastRotated, nextRotation, lastAccessed } = access;
  return [
    lastRotated ? dayAndTime(lastRotated) : 'none known',
    nextRotation ? dayAndTime(nextRotation) : 'none',
    lastAccessed?.slice(0, 10) ?? 'none known',
  ];
}

function Finding({ table, row, rule }: Pick<Props, 'table' | 'row'> & { readonly rule: number }) {
  const { name, description, url, controls } = table.data.rules[rule] ?? {};
  const { reason, falsePositive, exception } = table.finding(row, rule);
  const state = table.state(row, rule);
  const isOpen = state === 'non-compliant' || state === 'excepted';
  return (
    <li>
      <p>
        <span class={`sign ${state}`} aria-hidden="true">
          {stateSigns[state]}
        </span>{' '}
        <b>{shortRule(name ?? '')}</b>: {stateWords[state]}
        {ageNote(table.age(row, rule), isOpen)}
      </p>
      {falsePositive && (
        <p>
          A known false positive: the rule can't see keys of other accounts, and calls every secret that has
          one NON_COMPLIANT.
        </p>
      )}
      {exception && <p>{exceptionWords(exception)}</p>}
      {reason !== undefined && <p>{reason}</p>}
      <p class="hint">
        {description}{' '}
        <a href={url} rel="noreferrer">
          AWS's page
        </a>{' '}
        {controls?.join(' · ')}
      </p>
    </li>
  );
}

/** When the result was recorded; of one that is to be mended, or agreed to, that is its age at the least. */
function ageNote(hours: number, isOpen: boolean): string {
  if (hours < 0) return '';
  if (hours < 1) return ', recorded within the last hour';
  return isOpen ? `, for at least ${ageWords(hours)}` : `, recorded ${ageWords(hours)} ago`;
}

function exceptionWords({ reason, owner, expires, expired }: SecretException): string {
  const until = expired ? `expired on ${expires}` : `until ${expires}`;
  return `Exception, ${until}: ${reason} (${owner})`;
}
