import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * The `state` of an installation that began on our own link. It proves that the browser that comes
 * back is the one that left. Ripen stores none: a state holds its own end, signed, and a cookie
 * binds it to the browser.
 */
export type OAuthState = {
  readonly issue: (now: number) => string;
  /** `cookie`: what the browser kept of the issued state */
  readonly accepts: (state: string, cookie: string | undefined, now: number) => boolean;
};

/** For so long the user may leave HubSpot's consent page open. */
export const STATE_LIFE_MS = 10 * 60_000;

export function oauthState(encryptionKey: Buffer): OAuthState {
  const key = Buffer.from(hkdfSync('sha256', encryptionKey, '', 'ripen oauth state', 32));
  const sign = (content: string) => createHmac('sha256', key).update(content).digest('base64url');
  const same = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
  return {
    issue(now) {
      const content = `${randomBytes(32).toString('base64url')}.${now + STATE_LIFE_MS}`;
      return `${content}.${sign(content)}`;
    },
    accepts(state, cookie, now) {
      const [nonce = '', end = '', signature = ''] = state.split('.');
      // Whoever asks sends both, so the time of this comparison tells nothing.
      if (cookie !== state || !/^[\w.-]+$/.test(state)) return false;
      return same(signature, sign(`${nonce}.${end}`)) && Number(end) > now;
    },
  };
}
