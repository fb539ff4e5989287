import type { Action } from '../../src/model/plan.js';

/** Some order of the actions in which each stands after what it depends on. */
export function inAnyOrder(actions: readonly Action[], numbers: Iterator<number>): readonly Action[] {
  const left = [...actions];
  const done = new Set<string>();
  const order: Action[] = [];
  while (left.length > 0) {
    const ready = left.filter(({ dependsOn }) => dependsOn.every((id) => done.has(id)));
    const chosen = ready[(numbers.next().value as number) % ready.length]!;
    left.splice(left.indexOf(chosen), 1);
    done.add(chosen.id);
    order.push(chosen);
  }
  return order;
}
