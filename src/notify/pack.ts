/** Lines under a heading. */
export interface Block<L> {
  readonly heading: string;
  readonly lines: readonly L[];
}

/**
 * Cuts blocks into parts of a limited size, in their order. A block that is cut goes on in the next part under its
 * heading again.
 *
 * @param fits whether a part may be this large; a part of a single line is never refused.
 */
export function packBlocks<L>(
  blocks: readonly Block<L>[],
  fits: (part: readonly Block<L>[]) => boolean,
): readonly (readonly Block<L>[])[] {
  const parts: (readonly Block<L>[])[] = [];
  let part: readonly Block<L>[] = [];
  for (const { heading, lines } of blocks)
    for (let from = 0; from < lines.length;) {
      const withLines = (count: number): readonly Block<L>[] => [
        ...part,
        { heading, lines: lines.slice(from, from + count) },
      ];
      const most = longestFit(lines.length - from, (count) => fits(withLines(count)));
      const count = most === 0 && part.length === 0 ? 1 : most;
      if (count > 0) part = withLines(count);
      from += count;
      if (from < lines.length) {
        parts.push(part);
        part = [];
      }
    }
  return part.length === 0 ? parts : [...parts, part];
}

/** The largest count up to `all` that fits, by halves: what fits still fits with less. */
function longestFit(all: number, fits: (count: number) => boolean): number {
  if (fits(all)) return all;
  let [low, high] = [0, all];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}
