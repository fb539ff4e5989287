/** Who asks. */
export type Principal =
  | {
      readonly kind: 'aws';
      readonly accountId: string;
      /** The user's ARN, or the assumed-role session's. */
      readonly arn: string;
      /** For a session: its role's ARN. */
      readonly roleArn?: string;
    }
  | { readonly kind: 'service'; readonly name: string };

export interface AccessRequest {
  readonly principal: Principal;
  /** e.g. `config:PutConfigurationRecorder`. */
  readonly action: string;
  /** ARN, or `*` where the action has no resource type. */
  readonly resource: string;
  /** The account that owns the resource. */
  readonly resourceAccountId: string;
  /** Condition keys and their values. */
  readonly context: Context;
}

/** Condition keys, whose names ignore case. */
export class Context {
  readonly #values = new Map<string, readonly string[]>();

  constructor(entries: Iterable<readonly [string, string | readonly string[] | undefined]>) {
    for (const [key, value] of entries) {
      if (value !== undefined)
        this.#values.set(key.toLowerCase(), typeof value === 'string' ? [value] : value);
    }
  }

  /** The key's values; undefined where the request has no such key. */
  get(key: string): readonly string[] | undefined {
    return this.#values.get(key.toLowerCase());
  }
}
