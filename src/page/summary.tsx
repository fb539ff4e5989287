import * as Plot from '@observablehq/plot';
import { useCallback } from 'preact/hooks';
import { Chart } from './chart.js';
import type { Filter } from './filter.js';
import { shownStates, stateSigns, stateWords } from './shown-state.js';
import type { Table } from './table.js';
import { scoreOf, unknownOf, type Tallies } from './tally.js';
import { number, percent, shortRule } from './words.js';

/** Pixels from which on names of rules have room beside their bars in one line; and letters of a name that needs two. */
const roomForNames = 400;
const longName = 18;

interface Props {
  readonly table: Table;
  readonly tallies: Tallies;
  readonly onChoose: (part: Partial<Filter>) => void;
}

/** How good it is, how much of it nobody knows, and the same by rule. */
export function Summary({ table, tallies, onChoose }: Props) {
  const { rules } = table.data;
  const score = scoreOf(tallies.all);
  const unknown = unknownOf(tallies.all);
  const draw = useCallback((width: number) => drawRules(table, tallies, width), [table, tallies]);
  return (
    <section aria-labelledby="summary">
      <h2 id="summary">Summary</h2>
      <div class="score">
        <p>
          <b>{score === undefined ? '–' : percent(score)}</b> compliant
          <small>of all findings that apply: exceptions, and what is not known, count against it</small>
        </p>
        <p class={unknown > 0 ? 'attention' : ''}>
          <b>{number(unknown)}</b> not known
          <small>not visible to the aggregator, or still pending: never counted as compliant</small>
        </p>
        <p>
          <b>{number(tallies.all['non-compliant'])}</b> to mend
          <small>findings that are non-compliant and no exception</small>
        </p>
      </div>
      <div class="beside">
        <Chart label="Findings by rule and state; the table beside it has the numbers." draw={draw} />
        <div class="scroll" role="region" aria-label="Findings by rule" tabIndex={0}>
          <table class="counts">
            <thead>
              <tr>
                <th scope="col">Rule</th>
                {shownStates.map((state) => (
                  <th key={state} scope="col">
                    <span class={`sign ${state}`} aria-hidden="true">
                      {stateSigns[state]}
                    </span>{' '}
                    {stateWords[state]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rules.map((rule, place) => (
                <tr key={rule.name}>
                  <th scope="row">
                    <a href={rule.url} rel="noreferrer" title={rule.description}>
                      {shortRule(rule.name)}
                    </a>
                    <small title={rule.controls.join('\n')}>{firstOf(rule.controls)}</small>
                  </th>
                  {shownStates.map((state) => {
                    const count = tallies.rules[place]?.[state] ?? 0;
                    return (
                      <td key={state}>
                        {count === 0 ? (
                          0
                        ) : (
                          <button
                            type="button"
                            class="count"
                            aria-label={`${number(count)} ${stateWords[state]} under ${shortRule(rule.name)}: show them`}
                            onClick={() => onChoose({ rule: rule.name, state })}
                          >
                            {number(count)}
                          </button>
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </section>
  );
}

/** One control, and how many more there are: the details of a secret name them all. */
function firstOf([first, ...others]: readonly string[]): string {
  if (first === undefined) return '';
  return others.length === 0 ? first : `${first} and ${number(others.length)} more controls`;
}

function drawRules(table: Table, { rules: tallies }: Tallies, width: number): Element {
  const bars = table.data.rules.flatMap(({ name }, place) =>
    shownStates.toReversed().map((state) => ({
      rule: shortRule(name),
      state: stateWords[state],
      findings: tallies[place]?.[state] ?? 0,
    })),
  );
  // Where every bar is empty, the library would draw each as wide as the chart.
  const drawn = bars.filter(({ findings }) => findings > 0);
  const narrow = width < roomForNames;
  return Plot.plot({
    width,
    marginBottom: 44,
    height: 60 + table.data.rules.length * 34,
    marginLeft: narrow ? 130 : 208,
    marginRight: 20,
    x: {
      label: 'findings',
      labelOffset: 38,
      ...(drawn.length === 0 && { domain: [0, 1] }),
      tickFormat: (value: number) => number(value),
      ticks: drawn.length === 0 ? [0] : Math.max(2, width / 160),
    },
    y: {
      label: null,
      domain: table.data.rules.map(({ name }) => shortRule(name)),
      tickFormat: narrow ? inTwoLines : String,
    },
    color: {
      domain: shownStates.map((state) => stateWords[state]),
      range: shownStates.map((state) => `var(--${state})`),
    },
    marks: [Plot.barX(drawn, Plot.stackX({ x: 'findings', y: 'rule', fill: 'state', inset: 1 }))],
  });
}

/** A long name, broken after the hyphen nearest to its middle. */
function inTwoLines(name: string): string {
  const middle = name.length / 2;
  const [at] = [...name.matchAll(/-/g)]
    .map(({ index }) => index + 1)
    .sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  return at === undefined || name.length <= longName ? name : `${name.slice(0, at)}\n${name.slice(at)}`;
}
