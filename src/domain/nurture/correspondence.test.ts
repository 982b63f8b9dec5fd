import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { scenes } from '../../../test/support/scenes/arbitraries.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { MAIL_BANS } from '../lead/mail-bans.ts';
import {
  type CorrespondenceEntry,
  DECIDED_RULE,
  exclusionOf,
  SILENCE_RULE,
  sendHistoryNeeded,
  sendSearch,
  sendsSeen,
} from './correspondence.ts';

const OPTED_OUT = 'Opted out of e-mail';
const says = (at: number, ...doNotContact: string[]) => ({
  at,
  doNotContact,
  track: doNotContact.length > 0 ? ('no_correspondence' as const) : ('none' as const),
});
const TIME_ONLY = { knownSince: -Infinity, firstSight: false };

describe('when a contact is excluded', () => {
  it.each<[string, Parameters<typeof exclusionOf>, CorrespondenceEntry[]]>([
    [
      'silence that is evaluated late counts from when it became too long',
      [null, [says(5, SILENCE_RULE), says(9, SILENCE_RULE)], { knownSince: 9, firstSight: false }],
      [{ kind: 'excluded', at: 5, rules: [SILENCE_RULE] }],
    ],
    [
      'an opt-out counts from when it was known, not from an activity before it',
      [null, [says(5, OPTED_OUT), says(9, OPTED_OUT)], { knownSince: 9, firstSight: false }],
      [{ kind: 'excluded', at: 9, rules: [OPTED_OUT] }],
    ],
    [
      'an opt-out that was taken back holds until that was known',
      [[OPTED_OUT], [says(5), says(9)], { knownSince: 9, firstSight: false }],
      [{ kind: 'admitted', at: 9 }],
    ],
    [
      'activity admits the silent from its own instant',
      [[SILENCE_RULE], [says(5), says(9)], { knownSince: 9, firstSight: false }],
      [{ kind: 'admitted', at: 5 }],
    ],
    [
      'a rule that time alone brings counts from its instant',
      [null, [says(5, 'Asked for a year of peace'), says(9)], TIME_ONLY],
      [
        { kind: 'excluded', at: 5, rules: ['Asked for a year of peace'] },
        { kind: 'admitted', at: 9 },
      ],
    ],
    [
      'another rule besides is a new entry, the same rules are none',
      [[SILENCE_RULE], [says(5, SILENCE_RULE), says(9, OPTED_OUT, SILENCE_RULE)], { knownSince: 9, firstSight: false }],
      [{ kind: 'excluded', at: 9, rules: [OPTED_OUT, SILENCE_RULE] }],
    ],
    [
      'a contact seen for the first time was not excluded before',
      [null, [says(1, SILENCE_RULE), says(9, SILENCE_RULE)], { knownSince: 9, firstSight: true }],
      [{ kind: 'excluded', at: 9, rules: [SILENCE_RULE] }],
    ],
    [
      'a decision excludes as well',
      [null, [{ at: 9, doNotContact: [], track: 'no_correspondence' }], { knownSince: 9, firstSight: false }],
      [{ kind: 'excluded', at: 9, rules: [DECIDED_RULE] }],
    ],
  ])('%s', (_, given, entries) => {
    const { entries: found, excluded } = exclusionOf(...given);

    expect(found).toEqual(entries);
    const last = entries.at(-1)!;
    expect(excluded).toEqual(last.kind === 'excluded' ? last.rules : null);
  });

  it('calls silence by the name that evaluations give it, and nothing else by it', () => {
    const names = new Set<string>();
    fc.assert(
      fc.property(scenes({ decided: false }), ({ compiled, facts, activities, now }) => {
        const { doNotContact, segment } = evaluate(compiled, facts, activities, now);
        const ofTheModel = new Set([...MAIL_BANS, ...compiled.noCorrespondence].map(({ label }) => label));

        const others = doNotContact.filter((rule) => !ofTheModel.has(rule));
        expect(others).toEqual(segment === 'dormant_unqualified' ? [SILENCE_RULE] : []);
        for (const name of others) names.add(name);
      }),
      law(120),
    );
    expect([...names]).toEqual([SILENCE_RULE]);
  });

  const rules = fc.subarray([OPTED_OUT, SILENCE_RULE]);
  const passes = fc.array(
    fc.record({ steps: fc.array(fc.record({ rules, after: fc.integer({ min: 1, max: 9 }) }), { minLength: 1 }) }),
  );

  it('is told without gaps: entries change something, follow each other, and end in what holds', () => {
    fc.assert(
      fc.property(passes, (given) => {
        let excluded: readonly string[] | null = null;
        let now = 0;
        const ledger: CorrespondenceEntry[] = [];
        for (const { steps } of given) {
          const evaluations = steps.map(({ rules, after }) => says((now += after), ...rules));
          const found = exclusionOf(excluded, evaluations, { knownSince: now, firstSight: false });
          ledger.push(...found.entries);
          excluded = found.excluded;
          expect(excluded ?? []).toEqual(evaluations.at(-1)!.doNotContact);
        }

        const states = ledger.map((entry) => (entry.kind === 'excluded' ? entry.rules.join() : ''));
        expect(states.every((state, i) => state !== (states[i - 1] ?? ''))).toBe(true);
        expect(ledger.every(({ at }, i) => i === 0 || at > ledger[i - 1]!.at)).toBe(true);
        expect(states.at(-1) ?? '').toBe((excluded ?? []).join());
      }),
      law(120),
    );
  });
});

const day = (n: number) => Date.UTC(2026, 0, n);
const sent = (n: number, name?: string) => ({
  hs_email_last_send_date: new Date(day(n)).toISOString(),
  ...(name !== undefined && { hs_email_last_email_name: name }),
});
const value = (value: string, at: number) => ({ value, at });

describe('sends between two readings', () => {
  it('are the latest one, with its campaign', () => {
    expect(sendsSeen(sent(1, 'January'), sent(2, 'Offer'))).toEqual([{ kind: 'send', at: day(2), campaign: 'Offer' }]);
  });

  it.each([
    ['the first reading', null, sent(2)],
    ['nothing was sent', sent(2), sent(2)],
    ['there is no date', {}, {}],
    ['HubSpot forgot the newer one', sent(3), sent(2)],
    ['the contact took over another one', sent(1), { ...sent(2), hs_merged_object_ids: '7' }],
  ])('are none when %s', (_, before, after) => {
    expect(sendsSeen(before, after)).toEqual([]);
  });

  it('are all of them with history, each with the campaign that was stored beside it', () => {
    const history = {
      hs_email_last_send_date: [
        value(`${day(4)}`, day(4) + 20),
        value(new Date(day(3)).toISOString(), day(3) + 10),
        value(new Date(day(2)).toISOString(), day(2)),
        value(new Date(day(1)).toISOString(), day(1)),
      ],
      // The one of day 3 is the same again, so it is not stored again; that of day 4 is stored a
      // moment before its date.
      hs_email_last_email_name: [value('C', day(4)), value('B', day(2) + 5), value('A', day(1))],
    };

    expect(sendsSeen(sent(1, 'A'), sent(4, 'C'), history)).toEqual([
      { kind: 'send', at: day(2), campaign: 'B' },
      { kind: 'send', at: day(3), campaign: 'B' },
      { kind: 'send', at: day(4), campaign: 'C' },
    ]);
  });

  it('are no later than the reading, and a date in the future hides none', () => {
    expect(sendsSeen(sent(1), sent(300, 'Odd'), {}, day(3))).toMatchObject([{ at: day(3), campaign: 'Odd' }]);
    expect(sendsSeen(sent(300), sent(300), {}, day(4))).toEqual([]);
    expect(sendsSeen(sent(300), sent(4), {}, day(5))).toMatchObject([{ at: day(4) }]);
  });

  it('have no campaign where HubSpot names none', () => {
    expect(sendsSeen({}, sent(2))).toMatchObject([{ campaign: null }]);
  });

  it.each([
    [[OPTED_OUT], sent(1), sent(2), true],
    [[OPTED_OUT], sent(2), sent(2), false],
    [null, sent(1), sent(2), false],
  ])('need history when somebody excluded (%o) was sent to', (excluded, before, after, needed) => {
    expect(sendHistoryNeeded(excluded, before, after)).toBe(needed);
  });

  it('are searched for where they matter', () => {
    expect(sendSearch(5)).toEqual([
      [
        { propertyName: 'hs_email_last_send_date', operator: 'GTE', value: '5' },
        {
          propertyName: 'ripen_nurture_track',
          operator: 'IN',
          values: ['no_correspondence', 'mql_nurture', 'dormant_sql', 'dormant_mql', 'customer'],
        },
      ],
    ]);
  });
});
