/** A rule as our stack makes it. */
export interface RuleContent {
  readonly name: string;
  readonly identifier: string;
  readonly description: string;
  /** Of the resources that it looks at; none: the rule knows by itself. */
  readonly resourceTypes: readonly string[];
  readonly parameters: Readonly<Record<string, string>>;
  /** Missing: AWS's default, or a rule that runs at changes. */
  readonly frequency: string | undefined;
}
