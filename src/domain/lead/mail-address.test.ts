import { expect, test } from 'vitest';
import { readMail } from './mail-address.ts';

test.for([
  'ann@firm.example',
  ' Ann@Firm.Example ',
  'ann@firm.example,',
  'ann@firm.example.',
  'ann@firm.example;',
  'ann@firm.example\u200b',
  '\ufeffann@firm.example',
  'ann@firm.example\u200e',
  'ann＠firm.example',
  'ａｎｎ@firm．example',
  'mailto:ann@firm.example',
  'MAILTO:ann@firm.example?subject=Hi',
  '<ann@firm.example>',
  'Ann One <ann@firm.example>',
  '"One, Ann" <ann@firm.example>',
  "'ann@firm.example'",
  'ann@firm.example\n',
])('%j is ann@firm.example', (text) => {
  expect(readMail(text)).toEqual({ mailbox: 'ann', domain: 'firm.example' });
});

test.for([
  ["o'neil+x@firm.co.uk", "o'neil+x", 'firm.co.uk'],
  ['用户@例子.广告', '用户', '例子.广告'],
  ['a@xn--fiqs8s.cn', 'a', 'xn--fiqs8s.cn'],
  ['a@x_y.example', 'a', 'x_y.example'],
] as const)('%s can be right', ([text, mailbox, domain]) => {
  expect(readMail(text)).toEqual({ mailbox, domain });
});

test.for([
  '',
  'ann',
  'ann@',
  '@firm.example',
  'ann@firm',
  'ann@[127.0.0.1]',
  'ann@127.0.0.1',
  'ann@10.0.0.12',
  'ann@[IPv6:::1]',
  'ann@firm..example',
  'ann@-firm.example',
  'ann@.example',
  '.ann@firm.example',
  'ann@@firm.example',
  'ann one@firm.example',
  'ann@firm.example, bob@firm.example',
  'ann@firm.e',
  '<ann@firm.example',
  `${'a'.repeat(65)}@firm.example`,
])('%j cannot be an address', (text) => {
  expect(readMail(text)).toBe(null);
});

test('a text of any length is read in no time', () => {
  expect(readMail(`@${':'.repeat(2_000_000)}Z9`)).toBeNull();
});
