import type { PackedFinding, PackedRotation, PageData } from '../report/html/page-data.js';
import type { ReportedAccount, SecretKey } from '../model/secret-report.js';
import { shownState, shownStates, type ShownState } from './shown-state.js';

/** Questions to the columns of the page's data; a secret is its row number. */
export class Table {
  readonly data: PageData;
  /** For each finding of the dictionary, its place in `shownStates`. */
  readonly #states: readonly number[];
  readonly #haystacks: (string | undefined)[];

  constructor(data: PageData) {
    this.data = data;
    this.#states = data.secrets.findings.map((finding) => shownStates.indexOf(shownState(finding)));
    this.#haystacks = new Array<string | undefined>(data.secrets.count);
  }

  get count(): number {
    return this.data.secrets.count;
  }

  account(row: number): ReportedAccount {
    return at(this.data.accounts, at(this.data.secrets.account, row));
  }

  region(row: number): string {
    return at(this.data.regions, at(this.data.secrets.region, row));
  }

  name(row: number): string {
    return at(this.data.secrets.name, row);
  }

  arn(row: number): string {
    const { arn, arnStart } = this.data.secrets;
    const tail = at(arn, row);
    if (tail.startsWith('arn:')) return tail;
    return `${arnStart}:${this.region(row)}:${this.account(row).id}:secret:${this.name(row)}${tail}`;
  }

  key(row: number): SecretKey {
    return at(this.data.secrets.keys, at(this.data.secrets.key, row));
  }

  rotation(row: number): PackedRotation {
    return at(this.data.secrets.rotations, at(this.data.secrets.rotation, row));
  }

  owner(row: number): string | undefined {
    return this.data.secrets.owners[at(this.data.secrets.owner, row)];
  }

  tags(row: number): Readonly<Record<string, string>> {
    return at(this.data.secrets.tags, at(this.data.secrets.tag, row));
  }

  finding(row: number, rule: number): PackedFinding {
    return at(this.data.secrets.findings, at(at(this.data.secrets.finding, rule), row));
  }

  state(row: number, rule: number): ShownState {
    return at(shownStates, this.rank(row, rule));
  }

  /** The place of the state in `shownStates`: 0 is the worst. */
  rank(row: number, rule: number): number {
    return at(this.#states, at(at(this.data.secrets.finding, rule), row));
  }

  /** Hours; `-1` where nobody knows. */
  age(row: number, rule: number): number {
    return at(at(this.data.secrets.age, rule), row);
  }

  /** Hours since the longest ago that a non-compliant result was recorded; `-1` where there is none, or its time is not known. */
  oldestTrouble(row: number): number {
    let oldest = -1;
    for (let rule = 0; rule < this.data.rules.length; rule += 1)
      if (this.rank(row, rule) === 0) oldest = Math.max(oldest, this.age(row, rule));
    return oldest;
  }

  /** All that words are looked for in, in small letters. */
  haystack(row: number): string {
    const known = this.#haystacks[row];
    if (known !== undefined) return known;
    const { id, name } = this.account(row);
    const text = [this.name(row), name, id, this.owner(row) ?? ''].join('\n').toLowerCase();
    this.#haystacks[row] = text;
    return text;
  }
}

function at<T>(list: readonly T[], place: number): T {
  return list[place] as T;
}
