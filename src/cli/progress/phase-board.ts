import type { Event } from '../../model/events.js';
import type { Phase } from '../../report/phase.js';
import { phaseOf, phases, phaseTitles } from '../../report/phase.js';
import { actionTitle } from '../../report/action-title.js';
import { count } from '../../report/text/style.js';
import type { AccountNames } from '../../report/types.js';
import { progressText, ratio } from './event-text.js';

export type BoardRow = 'look' | Phase;
export type RowState = 'waiting' | 'running' | 'done' | 'failed';

/** One row of the tree, as it stands. */
export interface RowView {
  readonly state: RowState;
  readonly title: string;
  /** What it is at right now. */
  readonly detail: string;
}

interface Row {
  total: number;
  ended: number;
  failed: number;
  failedTargets: number;
  /** Running actions by id, with what they last said. */
  readonly running: Map<string, string>;
  detail: string;
}

export const boardRows: readonly BoardRow[] = ['look', ...phases];

/** Where each stage of a run stands, from the events alone; whoever draws asks for its rows. */
export class PhaseBoard {
  readonly #rows = new Map<BoardRow, Row>(
    boardRows.map((row) => [
      row,
      { total: 0, ended: 0, failed: 0, failedTargets: 0, running: new Map(), detail: '' },
    ]),
  );

  /** @returns the rows that the event changed. */
  apply(event: Event, names: AccountNames): readonly BoardRow[] {
    switch (event.code) {
      case 'reading':
        this.#row('look').detail = `reading ${event.what}`;
        return ['look'];
      case 'waiting':
        this.#row('look').detail = `waiting for ${event.what}`;
        return ['look'];
      case 'looking':
        this.#row('look').detail = `looking ${ratio(event.done, event.total)}`;
        return ['look'];
      case 'planned':
        for (const action of event.actions) this.#row(phaseOf(action)).total += 1;
        return [...new Set(event.actions.map(phaseOf))];
      case 'action-started':
        this.#row(phaseOf(event.action)).running.set(event.action.id, actionTitle(event.action, names));
        return [phaseOf(event.action)];
      case 'action-progress':
        this.#row(phaseOf(event.action)).running.set(
          event.action.id,
          `${actionTitle(event.action, names)}: ${progressText(event)}`,
        );
        return [phaseOf(event.action)];
      case 'action-ended':
        return [this.#ended(event)];
      case 'publishing':
        this.#row('look').detail = `published ${ratio(event.done, event.total)}`;
        return ['look'];
      case 'verifying':
        this.#row('verify').detail = `proved ${ratio(event.verified, event.total)} targets`;
        return ['verify'];
      case 'surveyed':
      case 'found':
      case 'mended':
      case 'proved':
      case 'warning':
      case 'call':
      case 'ended':
        return [];
    }
  }

  view(name: BoardRow): RowView {
    const row = this.#row(name);
    if (name === 'look') return { state: 'running', title: 'Look', detail: row.detail };
    const title = [phaseTitles[name], ...this.#counts(row)].join('  ');
    const detail = row.detail || ([...row.running.values()].at(-1) ?? '');
    return { state: stateOf(row), title, detail };
  }

  #ended(event: Extract<Event, { code: 'action-ended' }>): Phase {
    const phase = phaseOf(event.action);
    const row = this.#row(phase);
    row.running.delete(event.action.id);
    row.ended += 1;
    if (event.state === 'failed') row.failed += 1;
    row.failedTargets += event.failures.length;
    return phase;
  }

  #counts(row: Row): readonly string[] {
    if (row.total === 0) return [];
    const done = row.total === 1 ? [] : [`${ratio(row.ended, row.total)}`];
    const failed = row.failed === 0 ? [] : [`${row.failed} failed`];
    const targets = row.failedTargets === 0 ? [] : [count(row.failedTargets, 'failed target')];
    return [...done, ...failed, ...targets];
  }

  #row(name: BoardRow): Row {
    // Every name has its row from the beginning.
    return this.#rows.get(name) as Row;
  }
}

function stateOf(row: Row): RowState {
  if (row.total === 0) return 'waiting';
  if (row.ended >= row.total) return row.failed > 0 || row.failedTargets > 0 ? 'failed' : 'done';
  return row.ended > 0 || row.running.size > 0 ? 'running' : 'waiting';
}
