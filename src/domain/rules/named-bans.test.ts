import { expect, test } from 'vitest';
import { MAIL_BANS } from '../lead/mail-bans.ts';
import type { Condition } from '../model/model.ts';
import { compileCondition } from './condition.ts';
import { namesBan } from './named-bans.ts';

const unlessFalse = (field: string): Condition => ({
  not: {
    any: [
      { field, known: false },
      { field, equals: 'false' },
    ],
  },
});

test.each<[string, Condition, readonly string[]]>([
  ['an opt-out', { field: 'hs_email_optout', equals: 'true' }, ['opted_out']],
  ['an opt-out with any value but false', unlessFalse('hs_email_optout'), ['opted_out']],
  ['a hard bounce', { field: 'hs_email_hard_bounce_reason_enum', known: true }, ['bounced']],
  [
    'two of them at once',
    { any: [unlessFalse('hs_email_bad_address'), unlessFalse('hs_email_quarantined')] },
    ['bad_address', 'quarantined'],
  ],
  [
    'an opt-out of some people only',
    {
      all: [
        { field: 'hs_email_optout', equals: 'true' },
        { field: 'country', equals: 'AT' },
      ],
    },
    [],
  ],
  ['an address that nobody checked', { field: 'hs_email_bad_address', known: false }, []],
  ['something else', { field: 'lead.mail_kind', equals: 'role' }, []],
])('%s', (_, condition, ids) => {
  const compiled = compileCondition(condition);
  expect(MAIL_BANS.filter((ban) => namesBan(compiled, ban)).map(({ id }) => id)).toEqual(ids);
});
