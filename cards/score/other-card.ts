/**
 * A line to the other cards of the same contact, in the sidebar or in other windows: each runs in a
 * worker of its own. Where the browser has no BroadcastChannel, they learn of a change when they
 * next ask the server.
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
