import { expect, test } from 'vitest';
import { tokenCipher } from './token-cipher.ts';

const [key, other] = [Buffer.alloc(32, 7), Buffer.alloc(32, 8)];
const cipher = tokenCipher({ encryptionKey: key, encryptionKeyBefore: null });

test('what is sealed opens again, and looks like nothing', () => {
  const sealed = cipher.seal(62_515, 'access-token');

  expect(cipher.open(62_515, sealed)).toBe('access-token');
  expect(sealed.toString('latin1')).not.toContain('access-token');
  expect(cipher.seal(62_515, 'access-token').equals(sealed)).toBe(false);
});

test('another portal, another key or a changed byte opens nothing', () => {
  const sealed = cipher.seal(62_515, 'access-token');
  const changed = Buffer.from(sealed);
  changed[changed.length - 1]! ^= 1;

  expect(() => cipher.open(1, sealed)).toThrow();
  expect(() => tokenCipher({ encryptionKey: other, encryptionKeyBefore: null }).open(62_515, sealed)).toThrow(
    /portal 62515 .* ENCRYPTION_KEY_BEFORE/,
  );
  expect(() => cipher.open(62_515, changed)).toThrow();
});

test('after a change of the key the former one opens, and only the new one seals', () => {
  const changed = tokenCipher({ encryptionKey: other, encryptionKeyBefore: key });

  expect(changed.open(62_515, cipher.seal(62_515, 'access-token'))).toBe('access-token');
  expect(changed.open(62_515, changed.seal(62_515, 'access-token'))).toBe('access-token');
  expect(() => cipher.open(62_515, changed.seal(62_515, 'access-token'))).toThrow();
});
