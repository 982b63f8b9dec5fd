import { expect, it } from 'vitest';
import { sayWith } from '../shared/say.ts';
import { TOLD_EN } from '../shared/told/en.ts';

const say = sayWith(
  { line: '{points} {reason}: {when}', outer: 'Why: {line}' },
  { language: 'en', locale: 'en-GB' },
  TOLD_EN,
);

it.each([
  ['Viewed prices', '+5 Viewed prices: 10 minutes ago'],
  ['شاهد الأسعار', '+5 \u2068شاهد الأسعار\u2069: 10 minutes ago'],
  ['צפה במחירים', '+5 \u2068צפה במחירים\u2069: 10 minutes ago'],
])('the number behind a name stays where it is, whatever the direction of the name: %s', (reason, line) => {
  expect(say('line', { points: '+5', reason, when: '10 minutes ago' })).toBe(line);
  expect(say('outer', { line })).toBe(`Why: ${line}`);
});
