import { expect, it } from 'vitest';
import type { UnmetTouch } from '../../store/ledgers/touches.ts';
import { unmetSentence } from './audit-touches.ts';

const EMAIL: UnmetTouch = {
  contactId: 7,
  track: 'dormant_mql',
  kind: 'email',
  dueAt: Date.UTC(2027, 2, 1, 8),
  state: 'missed',
  cause: 'Nobody sent',
};

it.each<[UnmetTouch, string]>([
  [EMAIL, 'contact 7: e-mail of dormant_mql, due 2027-03-01 08:00 UTC, missed: Nobody sent'],
  [
    { ...EMAIL, kind: 'manual', state: 'late', cause: null },
    'contact 7: touch by hand of dormant_mql, due 2027-03-01 08:00 UTC, late: Nobody has been in touch yet',
  ],
])('a touch that did not happen is told with its cause', (touch, sentence) => {
  expect(unmetSentence(touch)).toBe(sentence);
});
