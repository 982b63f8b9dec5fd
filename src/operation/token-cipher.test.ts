import { expect, test } from 'vitest';
import { tokenCipher } from './token-cipher.ts';

const cipher = tokenCipher(Buffer.alloc(32, 7));

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
  expect(() => tokenCipher(Buffer.alloc(32, 8)).open(62_515, sealed)).toThrow();
  expect(() => cipher.open(62_515, changed)).toThrow();
});
