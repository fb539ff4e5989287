/** How it ended. `busy`: another run is sending. `resumed`: messages that another run had left unsent. */
export type Sent =
  | { readonly outcome: 'sent' | 'nothing-new'; readonly messages: number; readonly resumed: number }
  | { readonly outcome: 'busy'; readonly since: number };
