/** Why a text is not a pattern. */
export class PatternSyntax extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PatternSyntax';
  }
}

/** A field's value in an event that conditions look at: arrays and objects are looked into instead. */
export type Leaf = string | number | boolean | null;

export function isLeaf(value: unknown): value is Leaf {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
