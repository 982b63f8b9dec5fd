import { afterEach, beforeAll, expect, it } from 'vitest';
import { nameOfSource, withSourceValues } from '../source-names.ts';
import { SPEECHES } from '../words/speeches.ts';
import { learnSpeech, speakTo } from '../words/words.ts';

beforeAll(() => learnSpeech('de', SPEECHES.de));
afterEach(() => speakTo({ language: 'en', locale: 'en' }));

it('a source has the name that the reader knows; one that HubSpot does not list keeps its own', () => {
  speakTo({ language: 'de', locale: 'de' });

  expect(['PAID_SEARCH', 'SOCIAL_MEDIA', 'My fair'].map(nameOfSource)).toEqual([
    'Bezahlte Suche',
    'Soziale Medien (organisch)',
    'My fair',
  ]);
});

it.each([
  ['Organic social media;2026-11;5', 'SOCIAL_MEDIA;2026-11;5'],
  ['"offline sources"\t2026-11\t5\r\npaid search,2026-11,"1,5"', 'OFFLINE\t2026-11\t5\r\nPAID_SEARCH,2026-11,"1,5"'],
  ['My fair;2026-11;5\nPAID_SEARCH;2026-11;5', 'My fair;2026-11;5\nPAID_SEARCH;2026-11;5'],
  ['Referrals', 'Referrals'],
])('%j is sent as %j', (lines, sent) => {
  expect(withSourceValues(lines)).toBe(sent);
});
