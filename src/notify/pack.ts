/** Lines under a heading. */
export interface Block<L> {
  readonly heading: string;
  readonly lines: readonly L[];
}

/** What a part may hold, and what its texts take of that. */
export interface PartSizes<L> {
  readonly room: number;
  readonly of: (text: string) => number;
  /** What a line brings along that stands once in a part, however many of its lines bring it. */
  readonly along: (line: L) => readonly string[];
}

/**
 * Cuts blocks into parts of a limited size, in their order. A block that is cut goes on in the next part under its
 * heading again. A part of a single line is never refused. Each line is measured once: the work grows with the lines.
 */
export function packBlocks<L extends { readonly text: string }>(
  blocks: readonly Block<L>[],
  sizes: PartSizes<L>,
): readonly (readonly Block<L>[])[] {
  const measured = new Map<string, number>();
  const sizeOnce = (text: string): number => {
    const size = measured.get(text) ?? sizes.of(text);
    measured.set(text, size);
    return size;
  };
  const parts: OpenPart<L>[] = [];
  for (const block of blocks)
    for (const line of block.lines) {
      const own = sizes.of(line.text);
      const along = sizes.along(line);
      const last = parts.at(-1);
      if (last?.add(block, { line, own, along }, sizeOnce, sizes.room) !== true) {
        const next = new OpenPart<L>();
        next.add(block, { line, own, along }, sizeOnce, Number.POSITIVE_INFINITY);
        parts.push(next);
      }
    }
  return parts.map(({ blocks: own }) => own);
}

interface MeasuredLine<L> {
  readonly line: L;
  readonly own: number;
  readonly along: readonly string[];
}

/** A part that is being filled. */
class OpenPart<L> {
  readonly blocks: { readonly heading: string; readonly lines: L[] }[] = [];
  readonly #held = new Set<string>();
  #current: Block<L> | undefined;
  #size = 0;

  /** @returns whether it had room; where it had not, it stays as it was. */
  add(
    block: Block<L>,
    { line, own, along }: MeasuredLine<L>,
    sizeOf: (text: string) => number,
    room: number,
  ): boolean {
    const missing = along.filter((text) => !this.#held.has(text));
    const heading = this.#current === block ? 0 : sizeOf(block.heading);
    const size = missing.reduce((sum, text) => sum + sizeOf(text), this.#size + heading + own);
    if (size > room) return false;
    if (this.#current !== block) this.blocks.push({ heading: block.heading, lines: [] });
    this.#current = block;
    this.#size = size;
    this.blocks.at(-1)?.lines.push(line);
    for (const text of missing) this.#held.add(text);
    return true;
  }
}
