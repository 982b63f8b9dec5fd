/**
 * The card of the tab and the one of the sidebar live in workers of their own, and so may other
 * windows. Where the browser has a channel between them, one tells the others that something
 * happened; where it has none they find out by looking.
 */
export type OtherCards = { readonly tell: () => void; readonly close: () => void };

export function otherCards(contactId: number | string, onNews: () => void): OtherCards {
  try {
    const channel = new BroadcastChannel(`ripen score ${contactId}`);
    channel.onmessage = onNews;
    return { tell: () => channel.postMessage('changed'), close: () => channel.close() };
  } catch {
    return { tell: () => {}, close: () => {} };
  }
}
