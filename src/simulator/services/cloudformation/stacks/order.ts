/** What a step needs done first, by name. Names that are not among the steps are done already. */
export type Needs = ReadonlyMap<string, readonly string[]>;

/**
 * Runs a step per name, each as soon as what it needs has succeeded; independent ones side by side.
 * A step answers whether it succeeded; what needs a failed one, or comes to its turn after any failure, is not begun.
 * @returns the names that were begun and failed, and those never begun
 */
export async function inOrder(
  needs: Needs,
  step: (name: string) => Promise<boolean>,
  options: { readonly stopAtFailure: boolean },
): Promise<{ readonly failed: readonly string[]; readonly skipped: readonly string[] }> {
  const failed: string[] = [];
  const skipped: string[] = [];
  const begun = new Map<string, Promise<boolean>>();
  const begin = (name: string): Promise<boolean> => {
    let running = begun.get(name);
    if (!running) begun.set(name, (running = whenReady(name)));
    return running;
  };
  const whenReady = async (name: string): Promise<boolean> => {
    const before = await Promise.all((needs.get(name) ?? []).filter((need) => needs.has(need)).map(begin));
    if (before.includes(false) || (options.stopAtFailure && failed.length > 0)) {
      skipped.push(name);
      return false;
    }
    const succeeded = await step(name);
    if (!succeeded) failed.push(name);
    return succeeded;
  };
  await Promise.all([...needs.keys()].map(begin));
  return { failed, skipped };
}

/** The same edges the other way round: what must be gone before a name may go. */
export function reversed(needs: Needs): Needs {
  const backwards = new Map<string, string[]>([...needs.keys()].map((name) => [name, []]));
  for (const [name, before] of needs) for (const need of before) backwards.get(need)?.push(name);
  return backwards;
}
