/** Where AWS's answer has a place for the reason, and it is empty. */
export const noReason = 'AWS gives no reason';
