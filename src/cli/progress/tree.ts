import { DefaultRenderer, Listr, ListrLogger, ListrTaskState, ProcessOutput } from 'listr2';
import type { ListrTask, ListrTaskWrapper } from 'listr2';
import type { AccountNames } from '../../report/types.js';
import type { Output } from '../host.js';
import type { BoardRow, RowState } from './phase-board.js';
import { boardRows, PhaseBoard } from './phase-board.js';
import type { Progress } from './progress.js';

type Wrapper = ListrTaskWrapper<unknown, typeof DefaultRenderer, typeof DefaultRenderer>;
type Task = ListrTask<unknown, typeof DefaultRenderer, typeof DefaultRenderer>;

/** A screen that is being drawn: its tasks are open until it is closed. */
interface Screen {
  readonly tasks: Map<BoardRow, Wrapper>;
  close(): Promise<void>;
}

const states: Readonly<Record<RowState, ListrTaskState>> = {
  waiting: ListrTaskState.WAITING,
  running: ListrTaskState.STARTED,
  done: ListrTaskState.COMPLETED,
  failed: ListrTaskState.FAILED,
};

/**
 * A tree for terminals: first the look, and once there is a plan a row for each stage. listr2 only draws here; what
 * there is to draw comes from the events.
 */
export function treeProgress(stream: Output): Progress {
  const board = new PhaseBoard();
  let names: AccountNames = new Map();
  let planned = false;
  let screen: Screen | undefined;
  let closing = Promise.resolve();

  const draw = (rows: readonly BoardRow[]) => {
    for (const row of rows) {
      const task = screen?.tasks.get(row);
      if (task !== undefined) show(task, board.view(row));
    }
  };
  const close = () => {
    const last = screen;
    screen = undefined;
    if (last !== undefined) closing = closing.then(() => last.close());
    return closing;
  };
  return {
    emit(event) {
      if (event.code === 'call') return;
      const changed = board.apply(event, names);
      if (event.code === 'planned' && event.actions.length > 0 && !planned) {
        planned = true;
        void close();
      }
      if (screen === undefined && changed.length > 0) {
        const rows = planned ? boardRows.filter((row) => row !== 'look') : (['look'] as const);
        screen = openScreen(stream, board, rows, closing);
      }
      draw(changed);
    },
    know(known) {
      names = known;
    },
    pause: close,
    end: close,
  };
}

function show(task: Wrapper, view: ReturnType<PhaseBoard['view']>): void {
  if (task.title !== view.title) task.title = view.title;
  // listr2 would say 'started' of a task that only waits for its turn.
  if (task.task.state !== states[view.state]) task.task.state$ = states[view.state];
  if (view.detail !== '' && view.state === 'running') task.output = view.detail;
}

function openScreen(
  stream: Output,
  board: PhaseBoard,
  rows: readonly BoardRow[],
  after: Promise<void>,
): Screen {
  const tasks = new Map<BoardRow, Wrapper>();
  let finish = () => {};
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const listrTasks: Task[] = rows.map((row) => ({
    title: board.view(row).title,
    task: async (_context, task) => {
      tasks.set(row, task);
      show(task, board.view(row));
      await finished;
    },
  }));
  const drawn = after.then(() => listr(listrTasks, stream).run());
  return {
    tasks,
    async close() {
      // What had not ended when the run did is not done, though listr2 would tick it.
      for (const [row, task] of tasks) {
        if (row !== 'look' && task.task.isStarted()) task.task.state$ = ListrTaskState.WAITING;
      }
      finish();
      await drawn;
    },
  };
}

function listr(tasks: readonly Task[], stream: Output) {
  const output = new ProcessOutput(stream as NodeJS.WriteStream, stream as NodeJS.WriteStream);
  const options = { logger: new ListrLogger({ processOutput: output }), formatOutput: 'truncate' } as const;
  return new Listr<unknown, typeof DefaultRenderer, typeof DefaultRenderer>([...tasks], {
    concurrent: true,
    exitOnError: false,
    // Ctrl-C belongs to the run, which ends the calls in flight first.
    registerSignalListeners: false,
    // listr2 asks whether stdout is a terminal; it is stderr that is drawn on.
    renderer: DefaultRenderer,
    rendererOptions: options,
    fallbackRenderer: DefaultRenderer,
    fallbackRendererOptions: options,
  });
}
