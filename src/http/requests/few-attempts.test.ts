import { expect, it } from 'vitest';
import { fewAttempts } from './few-attempts.ts';

const begun = (senders: readonly string[], now = 0, attempts = fewAttempts({ withinMs: 60, ofSender: 2, inAll: 5 })) =>
  senders.map((sender) => attempts.begin(sender, now));

it('one sender has few, and leaves the others theirs', () => {
  expect(begun(['a', 'a', 'a', 'b'])).toEqual([true, true, false, true]);
  expect(begun(['a', 'b', 'c', 'd', 'e', 'f'])).toEqual([true, true, true, true, true, false]);
});

it('a network of IPv6 is one sender', () => {
  expect(begun(['2001:db8:1:2::1', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::', '2001:db8:1:3::1'])).toEqual([
    true,
    true,
    false,
    true,
  ]);
  expect(begun(['::ffff:10.0.0.1', '::ffff:10.0.0.1', '::ffff:10.0.0.2'])).toEqual([true, true, true]);
});

it.each([60, -60])('a while later (%i ms by the clock) all begins anew', (later) => {
  const attempts = fewAttempts({ withinMs: 60, ofSender: 2, inAll: 5 });

  expect(begun(['a', 'a', 'a'], 0, attempts)).toEqual([true, true, false]);
  expect(begun(['a'], later, attempts)).toEqual([true]);
});

it('a good attempt counts for nothing, also after its while is over', () => {
  const attempts = fewAttempts({ withinMs: 60, ofSender: 2, inAll: 2 });
  for (let time = 0; time < 9; time++) {
    expect(attempts.begin('a', 0)).toBe(true);
    attempts.forgive('a');
  }
  attempts.begin('a', 0);
  attempts.begin('b', 60);
  attempts.forgive('a');

  expect(begun(['b', 'b'], 60, attempts)).toEqual([true, false]);
});
