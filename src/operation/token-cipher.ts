import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * Encrypts what must not be readable in the database. AES-256-GCM; bound to the portal, so a row
 * copied to another portal is refused.
 */
export type TokenCipher = {
  readonly seal: (portalId: number, secret: string) => Buffer;
  readonly open: (portalId: number, sealed: Buffer) => string;
};

/** Names the layout and the key generation, so that keys can be rotated one day. */
const FORMAT = 1;

export function tokenCipher(key: Buffer): TokenCipher {
  return {
    seal(portalId, secret) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(`portal:${portalId}`));
      const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from([FORMAT]), nonce, cipher.getAuthTag(), body]);
    },
    open(portalId, sealed) {
      if (sealed[0] !== FORMAT)
        throw new Error(
          `Tokens of portal ${portalId} are sealed in a way this version does not know; expected format ${FORMAT}.`,
        );
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13)).setAAD(
        Buffer.from(`portal:${portalId}`),
      );
      decipher.setAuthTag(sealed.subarray(13, 29));
      return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8');
    },
  };
}
