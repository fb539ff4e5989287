import type { Event } from '../../model/events.js';
import type { AccountNames } from '../../report/types.js';
import { eventLines } from './event-text.js';
import type { Progress } from './progress.js';

interface Options {
  readonly write: (text: string) => void;
  /** Shows calls too. */
  readonly verbose: boolean;
}

/** Plain lines, for logs: counters are shown at every tenth of the way, not at every step. */
export function linesProgress({ write, verbose }: Options): Progress {
  let names: AccountNames = new Map();
  const shown = new Map<string, string>();

  /** A log of 40,000 lines 'n of 40,000' helps nobody. */
  const isNews = (event: Event): boolean => {
    const counter = counterOf(event);
    if (counter === undefined) return true;
    const { key, done, total, text } = counter;
    const step = `${text} ${total === 0 ? 10 : Math.floor((done / total) * 10)}`;
    if (shown.get(key) === step) return false;
    shown.set(key, step);
    return true;
  };

  return {
    emit(event) {
      if (event.code === 'call' && !verbose) return;
      if (!isNews(event)) return;
      for (const line of eventLines(event, names)) write(`${line}\n`);
    },
    know(known) {
      names = known;
    },
    pause: async () => undefined,
    end: async () => undefined,
  };
}

function counterOf(event: Event): { key: string; done: number; total: number; text: string } | undefined {
  switch (event.code) {
    case 'looking':
      return { key: 'looking', done: event.done, total: event.total, text: String(event.total) };
    case 'publishing':
      return { key: 'publishing', done: event.done, total: event.total, text: String(event.total) };
    case 'verifying':
      return { key: 'verifying', done: event.verified, total: event.total, text: String(event.total) };
    case 'action-progress':
      return { key: event.action.id, done: event.done ?? 0, total: event.total ?? 1, text: event.text };
    case 'reading':
    case 'surveyed':
    case 'found':
    case 'mended':
    case 'proved':
    case 'waiting':
    case 'planned':
    case 'action-started':
    case 'action-ended':
    case 'warning':
    case 'call':
    case 'ended':
      return undefined;
  }
}

/** One JSON document a line: the event with its code, and of actions only what identifies them. */
export function jsonProgress({ write, verbose }: Options): Progress {
  return {
    emit(event) {
      if (event.code === 'call' && !verbose) return;
      write(`${JSON.stringify(event, (key, value: unknown) => brief(key, value))}\n`);
    },
    know: () => undefined,
    pause: async () => undefined,
    end: async () => undefined,
  };
}

/** A StackSet's action names up to 10,000 targets; whoever wants them reads the plan. */
function brief(key: string, value: unknown): unknown {
  if (key === 'action') return briefAction(value);
  if (key === 'actions' && Array.isArray(value)) return value.map(briefAction);
  return value;
}

function briefAction(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('id' in value) || !('type' in value)) return value;
  return { id: value.id, type: value.type };
}
