/**
 * Bounds what anybody may make this process do. Of attempts within a while only so many are let
 * through, of one sender and in all, so that one sender alone does not keep the others out.
 */
export type FewAttempts = {
  /** false: there were too many lately */
  readonly begin: (sender: string, now: number) => boolean;
  /** the attempt was a good one: it does not count */
  readonly forgive: (sender: string) => void;
};

export type AttemptLimits = { readonly withinMs: number; readonly ofSender: number; readonly inAll: number };

export function fewAttempts({ withinMs, ofSender, inAll }: AttemptLimits): FewAttempts {
  let since = Number.NEGATIVE_INFINITY;
  /** no more than `inAll` senders */
  let counts = new Map<string, number>();
  let total = 0;
  return {
    begin(sender, now) {
      // A clock may be set back by hours.
      if (Math.abs(now - since) >= withinMs) {
        since = now;
        counts = new Map();
        total = 0;
      }
      const network = networkOf(sender);
      const count = counts.get(network) ?? 0;
      if (count >= ofSender || total >= inAll) return false;
      counts.set(network, count + 1);
      total++;
      return true;
    },
    forgive(sender) {
      const network = networkOf(sender);
      const count = counts.get(network) ?? 0;
      if (count === 0) return;
      counts.set(network, count - 1);
      total--;
    },
  };
}

/** The address; of IPv6 the first half, within which a sender changes its address at will. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  // No network of the internet begins with so few parts that `::` stands within its half.
  return address.split('::')[0]!.split(':').slice(0, 4).join(':');
}
