import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse';
import { ruleNames } from '../../../src/model/catalog.js';
import { Table } from '../../../src/page/table.js';
import type { PageData } from '../../../src/report/html/page-data.js';
import { formatFiles } from '../../../src/report/secrets/format-names.js';

/** What a report says of one secret under one rule. */
export interface Said {
  /** `account/Region/name`. */
  readonly secret: string;
  readonly rule: string;
  readonly state: string;
}

type Reader = (folder: string) => AsyncIterable<Said>;

/** The formats that name every secret, each read as whoever takes such a file in would read it. */
export const formatReaders = { csv, json, ocsf, html } as const satisfies Readonly<Record<string, Reader>>;

async function* csv(folder: string): AsyncGenerator<Said> {
  const rows = createReadStream(join(folder, formatFiles.csv)).pipe(parse({ columns: true }));
  for await (const row of rows as AsyncIterable<Readonly<Record<string, string>>>) {
    if (row['record'] !== 'secret') continue;
    const secret = `${row['account']}/${row['Region']}/${row['name']}`;
    for (const rule of ruleNames) yield { secret, rule, state: row[rule] ?? '' };
  }
}

interface Document {
  readonly secrets: readonly {
    readonly accountId: string;
    readonly region: string;
    readonly name: string;
    readonly findings: readonly { readonly rule: string; readonly state: string }[];
  }[];
}

async function* json(folder: string): AsyncGenerator<Said> {
  const { secrets } = JSON.parse(await readFile(join(folder, formatFiles.json), 'utf8')) as Document;
  for (const { accountId, region, name, findings } of secrets)
    for (const { rule, state } of findings) yield { secret: `${accountId}/${region}/${name}`, rule, state };
}

interface OcsfEvent {
  readonly cloud: { readonly region: string; readonly account: { readonly uid: string } };
  readonly resources: readonly { readonly name: string }[];
  readonly finding_info: { readonly types: readonly string[] };
  readonly compliance: { readonly status: string; readonly status_code: string };
}

/** What OCSF itself calls a state: nobody but us knows our own word beside it. */
const ocsfStatuses: Readonly<Record<string, string>> = {
  compliant: 'Pass',
  'non-compliant': 'Fail',
  'not-applicable': 'Not applicable',
};

async function* ocsf(folder: string): AsyncGenerator<Said> {
  for await (const line of createInterface({ input: createReadStream(join(folder, formatFiles.ocsf)) })) {
    const { cloud, resources, finding_info: info, compliance } = JSON.parse(line) as OcsfEvent;
    const { status, status_code: state } = compliance;
    yield {
      secret: `${cloud.account.uid}/${cloud.region}/${resources[0]?.name}`,
      rule: info.types[0] ?? '',
      state: ocsfStatuses[state] === status ? state : `${state} (${status})`,
    };
  }
}

/** By the page's own reading of its data. */
async function* html(folder: string): AsyncGenerator<Said> {
  const table = await pageTable(folder);
  for (let row = 0; row < table.count; row += 1)
    for (const [place, { name }] of table.data.rules.entries())
      yield {
        secret: `${table.account(row).id}/${table.region(row)}/${table.name(row)}`,
        rule: name,
        state: table.finding(row, place).state,
      };
}

/** The data in the report page of a folder. */
export async function pageTable(folder: string): Promise<Table> {
  const page = await readFile(join(folder, formatFiles.html), 'utf8');
  const packed = /id="report-data">([^<]+)</.exec(page)?.[1] ?? '';
  return new Table(JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString()) as PageData);
}
