import { LeaseLost } from '../use-cases/session.ts';

/**
 * The right to work on a portal, as this process sees it. It is timed from before the process
 * asked, so it ends no later than in the database: by the monotonic clock, which nobody sets, and
 * by the machine's time too, since the other one stands still while a machine sleeps. Every call to
 * HubSpot checks it first.
 */
export type Lease = {
  readonly holder: string;
  readonly portalId: number;
  readonly isHeld: () => boolean;
  /** throws LeaseLost */
  readonly assertHeld: () => void;
  /** gives the lease back; never rejects */
  readonly end: () => Promise<void>;
};

export type LeaseTerms = {
  readonly portalId: number;
  readonly holder: string;
  readonly leaseMs: number;
  /** `performance.now()` from before the lease was asked for */
  readonly askedAt: number;
  readonly renew: () => Promise<boolean>;
  /** may fail: the lease then runs out by itself */
  readonly release: () => Promise<void>;
  readonly onLost: () => void;
};

/** Keeps a lease alive, renewing it at a third of its life, until `end`. */
export function keepLease({ portalId, holder, leaseMs, askedAt, renew, release, onLost }: LeaseTerms): Lease {
  const endFrom = (asked: number) => ({ at: asked + leaseMs, time: Date.now() - performance.now() + asked + leaseMs });
  let heldUntil = endFrom(askedAt);
  let ended = false;
  let renewing: Promise<void> = Promise.resolve();

  async function renewOnce(): Promise<void> {
    const next = endFrom(performance.now());
    // If the database does not answer, the lease goes on until its time is over.
    const renewed = await renew().catch(() => undefined);
    if (ended) return;
    if (renewed === true) heldUntil = next;
    if (renewed === false || !isHeld()) stop(onLost);
  }
  const timer = setInterval(() => {
    renewing = renewing.then(renewOnce);
  }, leaseMs / 3);

  function stop(then: () => void): void {
    if (ended) return;
    ended = true;
    clearInterval(timer);
    then();
  }

  const isHeld = () => !ended && performance.now() < heldUntil.at && Date.now() < heldUntil.time;
  return {
    holder,
    portalId,
    isHeld,
    assertHeld() {
      if (!isHeld())
        throw new LeaseLost(`The lease on portal ${portalId} has run out; another process may work on it now.`);
    },
    async end() {
      const held = isHeld();
      stop(() => undefined);
      await renewing;
      if (held) await release().catch(() => undefined);
    },
  };
}
