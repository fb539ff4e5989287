import type { RuleName } from '../model/catalog.js';
import { targetKey, type Target } from '../model/target.js';
import type { Result, RuleResult } from './rows.js';

type OfSecret = Partial<Record<RuleName, Result>>;

/** Every result that was read, by target, secret and rule. */
export class Results {
  readonly #byTarget = new Map<
    string,
    { readonly target: Target; readonly secrets: Map<string, OfSecret> }
  >();

  /** One that was read later takes the place of an earlier one. */
  add({ accountId, region, rule, resourceId, ...result }: RuleResult): void {
    const key = targetKey({ accountId, region });
    let ofTarget = this.#byTarget.get(key);
    if (ofTarget === undefined) {
      ofTarget = { target: { accountId, region }, secrets: new Map() };
      this.#byTarget.set(key, ofTarget);
    }
    const ofSecret = ofTarget.secrets.get(resourceId);
    if (ofSecret === undefined) ofTarget.secrets.set(resourceId, { [rule]: result });
    else ofSecret[rule] = result;
  }

  get(target: Target, resourceId: string): Readonly<OfSecret> | undefined {
    return this.#byTarget.get(targetKey(target))?.secrets.get(resourceId);
  }

  /** Ids of the secrets of a target of which there is any result. */
  resourceIds(target: Target): readonly string[] {
    return [...(this.#byTarget.get(targetKey(target))?.secrets.keys() ?? [])];
  }

  targets(): readonly Target[] {
    return [...this.#byTarget.values()].map(({ target }) => target);
  }
}
