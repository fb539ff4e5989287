import type { Stack } from './state.js';

/** The work under way on each stack. Not state: it lives and dies with the process that does it. */
const work = new WeakMap<Stack, Promise<void>>();

/** Says that work begins on a stack; the answer is to be called when it has ended. */
export function track(stack: Stack): () => void {
  let finish = (): void => undefined;
  work.set(
    stack,
    new Promise((resolve) => {
      finish = resolve;
    }),
  );
  return () => {
    finish();
  };
}

/** Resolves when nothing is under way on the stack any more. */
export function settled(stack: Stack): Promise<void> {
  return work.get(stack) ?? Promise.resolve();
}
