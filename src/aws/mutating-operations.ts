/** A name that begins like this reads, in every service that is in use. */
const reading = /^(Describe|Get|List|Lookup)/;

/** Operations with other names that change nothing: AssumeRole makes a session, a query and drift detection ask. */
const harmless: ReadonlySet<string> = new Set([
  'sts:AssumeRole',
  'cloudformation:DetectStackDrift',
  'cloudformation:DetectStackSetDrift',
  'config:SelectAggregateResourceConfig',
]);

/** Does the operation change something? What is not known to read counts as a change, so that none slips through. */
export function isMutating(service: string, operation: string): boolean {
  return !reading.test(operation) && !harmless.has(`${service}:${operation}`);
}
