import { expect, test } from 'vitest';
import { remembered } from './remembered.ts';

test('says of each text what the function says, and asks once for those that come again', () => {
  let asked = 0;
  const lengthOf = remembered((text) => {
    asked++;
    return text === '' ? undefined : text.length;
  });
  for (const round of [1, 2]) {
    for (const text of ['', 'a', 'Ärztin', 'é'.repeat(200)]) expect(lengthOf(text)).toBe(text.length || undefined);
    expect(asked, `in round ${round}`).toBe(4);
  }

  expect(lengthOf('é'.repeat(201))).toBe(201);
  expect(lengthOf('é'.repeat(201))).toBe(201);
  expect(asked, 'long texts are not kept').toBe(6);

  for (let n = 0; n < 20_000; n++) expect(lengthOf(`${n} is a number`)).toBe(`${n}`.length + 12);
  expect(lengthOf('a'), 'what was forgotten').toBe(1);
});
