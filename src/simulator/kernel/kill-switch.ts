/** When the product is to die, for crash tests. */
export interface KillPlan {
  /** The n-th mutating call from outside, counted from 1 from the moment the plan is set. */
  readonly mutatingCall: number;
  /** Before the call has taken effect, or after it has and before it is answered. */
  readonly when: 'before' | 'after';
  /** Kills: called once, before anything else can arrive. */
  readonly onKill: () => void;
}

/** Cuts the product off at a chosen call; nothing from outside gets through until it is revived. */
export class KillSwitch {
  #plan: KillPlan | undefined;
  #counted = 0;
  #dead = false;

  killAt(plan: KillPlan): void {
    this.#plan = plan;
    this.#counted = 0;
  }

  /** Lets calls through again and forgets the plan. */
  revive(): void {
    this.#plan = undefined;
    this.#dead = false;
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** Counts a mutating call; true when the kill comes before it. */
  before(): { readonly killed: boolean; readonly after: () => boolean } {
    this.#counted += 1;
    const plan = this.#plan;
    if (this.#counted !== plan?.mutatingCall) return { killed: false, after: () => this.#dead };
    if (plan.when === 'before') {
      this.#kill(plan);
      return { killed: true, after: () => true };
    }
    return {
      killed: false,
      after: () => {
        this.#kill(plan);
        return true;
      },
    };
  }

  #kill(plan: KillPlan): void {
    this.#dead = true;
    plan.onKill();
  }
}
