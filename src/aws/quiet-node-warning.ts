/**
 * Makes an SDK client without the SDK's notice about the age of Node: it is meant for developers, and a user of a
 * command cannot act on it. Everything else that is warned of in the meantime goes through, and nothing stays changed.
 * The SDK says it once per process, while its first client is made.
 */
export function withoutNodeNotice<T>(make: () => T): T {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- put back as it was, and called on process
  const original = process.emitWarning;
  process.emitWarning = (warning: string | Error, ...rest: never[]) => {
    if (!String(warning).includes('NodeVersionSupportWarning')) original.call(process, warning, ...rest);
  };
  try {
    return make();
  } finally {
    process.emitWarning = original;
  }
}
