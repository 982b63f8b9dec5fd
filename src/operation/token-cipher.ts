import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * Encrypts secrets for the database with AES-256-GCM. A sealed secret is bound to its portal: the
 * row of another portal cannot use it.
 */
export type TokenCipher = {
  readonly seal: (portalId: number, secret: string) => Buffer;
  readonly open: (portalId: number, sealed: Buffer) => string;
};

/** The number of the layout, so that a later version may have another one. */
const FORMAT = 1;

/** The key that seals, and the one before it, by which older secrets still open. */
export type SealingKeys = { readonly encryptionKey: Buffer; readonly encryptionKeyBefore: Buffer | null };

/** This process cannot open the secret: none of its keys does, or another version sealed it. */
export class SealedByAnother extends Error {}

export function tokenCipher({ encryptionKey, encryptionKeyBefore }: SealingKeys): TokenCipher {
  return {
    seal(portalId, secret) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', encryptionKey, nonce).setAAD(Buffer.from(`portal:${portalId}`));
      const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from([FORMAT]), nonce, cipher.getAuthTag(), body]);
    },
    open(portalId, sealed) {
      if (sealed[0] !== FORMAT)
        throw new SealedByAnother(
          `Tokens of portal ${portalId} are sealed in a way this version does not know; expected format ${FORMAT}.`,
        );
      const secret =
        openBy(encryptionKey, portalId, sealed) ??
        (encryptionKeyBefore && openBy(encryptionKeyBefore, portalId, sealed));
      if (secret === null)
        throw new SealedByAnother(
          `Tokens of portal ${portalId} were sealed by another key than ENCRYPTION_KEY and ENCRYPTION_KEY_BEFORE.`,
        );
      return secret;
    },
  };
}

/** null: another key sealed the secret, or somebody changed it. */
function openBy(key: Buffer, portalId: number, sealed: Buffer): string | null {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13))
    .setAAD(Buffer.from(`portal:${portalId}`))
    .setAuthTag(sealed.subarray(13, 29));
  const body = decipher.update(sealed.subarray(29));
  try {
    return Buffer.concat([body, decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
