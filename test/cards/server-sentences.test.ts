import { describe, expect, test } from 'vitest';
import { TOLD } from '../../cards/shared/told/languages.ts';
import { toldIn } from '../../cards/shared/told/told.ts';
import { holidaysEndSentence } from '../../src/domain/changes/warnings/account-warnings.ts';
import { readMail } from '../../src/domain/lead/mail-address.ts';
import { MAIL_BANS } from '../../src/domain/lead/mail-bans.ts';
import { validityOf } from '../../src/domain/lead/validity/validity.ts';
import { NO_PEERS } from '../../src/domain/lead/validity/validity-peers.ts';
import { SILENCE_RULE } from '../../src/domain/nurture/correspondence.ts';
import { JOB_KINDS } from '../../src/domain/sync/jobs.ts';
import { readPhone } from '../../src/reference-data/phone-numbers.ts';
import { accountProblems } from '../../src/use-cases/portals/settings/account-problems.ts';
import { deadLetterSentence, ruleSentence, waitSentences } from '../../src/use-cases/portals/settings/what-failed.ts';

/** As no reader writes a day. */
const sayDay = (day: string): string => `the day ${day}`;

const german = toldIn(TOLD.de, sayDay);

const validity = [
  { email: 'no address' },
  { email: 'ann@company.example', hs_email_hard_bounce_reason_enum: 'OTHER' },
  { email: 'ann@company.example', hs_email_bad_address: 'true', hs_email_quarantined: 'true' },
  { email: 'test@company.com', firstname: 'asdfgh', lastname: '12345', company: 'Buy cheap pills http://a.example' },
  ...['none at all', '12', '1234567890123456789', '+999 123 456 789', '+49 30 1', '111111111', 'x'].map((phone) => ({
    email: 'ann@company.com',
    firstname: 'Test',
    lastname: 'Test',
    phone,
    mobilephone: phone,
    hs_country_region_code: 'DE',
  })),
].flatMap((contact) =>
  (['invalid', 'none', 'disposable', 'company'] as const).flatMap(
    (kind) =>
      validityOf(contact, { mail: readMail(contact.email), kind }, readPhone, {
        ...NO_PEERS,
        duplicateOf: 7,
        formBurst: true,
      }).reasons,
  ),
);

const rule = { part: 'stage', value: 'customer', code: 'REQUIRED', properties: [] } as const;
const waits = {
  value: 'customer',
  code: 'REQUIRED',
  properties: [] as string[],
  lacked: [],
  since: 1,
  tries: 1,
  tryAt: 2,
};
/** What a dead letter can be about; the last one another version stored. */
const KINDS = ['contact', 'task', 'list', ...JOB_KINDS, 'of_old'];
const told = (found: { readonly sentence: string; readonly toDo: string }) => [found.sentence, found.toDo];

describe('the pages know what the server says', () => {
  test.for<[string, readonly string[]]>([
    ['why nobody may write', [...MAIL_BANS.map(({ label }) => label), SILENCE_RULE]],
    ['why data are doubted', [...new Set(validity)]],
    [
      'what is refused on a record',
      [[], ['amount', 'city']].flatMap((properties) =>
        waitSentences({ stage: { ...waits, properties }, owner: { ...waits, properties } }),
      ),
    ],
    [
      'what is refused in an account',
      [
        rule,
        { ...rule, value: '' },
        { ...rule, properties: ['amount'] },
        { ...rule, part: 'owner' as const },
        { ...rule, part: 'task' as const },
      ].flatMap((one) => told(ruleSentence(one))),
    ],
    [
      'a dead letter',
      KINDS.flatMap((what) =>
        ['write_refused VALUE city', 'unavailable', 'evaluation_failed', 'TypeError', 'store_refused', 'odd'].flatMap(
          (error) => told(deadLetterSentence(what, error)),
        ),
      ),
    ],
    [
      'what is wrong between the account and Ripen',
      [
        ...accountProblems({ status: 'disconnected', account: { problems: [] } }),
        ...accountProblems({ status: 'active', account: { problems: [] }, grant: {} }),
        holidaysEndSentence('2026-12-26'),
      ],
    ],
  ])('%s', ([, sentences]) => {
    expect(sentences.length).toBeGreaterThan(1);
    expect(sentences.filter((sentence) => german(sentence) === sentence)).toEqual([]);
  });

  test('each dead letter says what failed, and no two the same', () => {
    expect(new Set(KINDS.map((what) => deadLetterSentence(what, 'odd').sentence)).size).toBe(KINDS.length);
  });

  test('and say it with what it holds', () => {
    expect(german('The last name is made of digits.')).toBe('Besteht aus Ziffern: Nachname.');
    expect(german('A rule of the account refuses the lifecycle stage customer (REQUIRED).')).toBe(
      'Eine Regel des Kontos lehnt ab: die Lifecycle-Phase customer (REQUIRED).',
    );
  });

  test('and leave what a model or a person says as it is', () => {
    for (const sentence of ['Awake', 'Our own rule (2026).', 'The dog is made of digits.', ''])
      expect(german(sentence)).toBe(sentence);
  });
});

const placesIn = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

test.for(Object.entries(TOLD))('%s fills the same places', ([, words]) => {
  for (const [key, sentence] of Object.entries(TOLD.en))
    expect(placesIn(words[key as keyof typeof words]), key).toEqual(placesIn(sentence));
});
