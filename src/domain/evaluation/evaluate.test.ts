import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { scenes } from '../../../test/support/scenes/arbitraries.ts';
import { SENDING_TRACKS, TRACKS } from '../words.ts';
import { evaluate } from './evaluate.ts';

const SCORES = ['explicit', 'implicit', 'combined'] as const;

describe('laws of an evaluation', () => {
  test('the lines of each score are whole thousandths and add up to it exactly', () => {
    fc.assert(
      fc.property(scenes(), ({ compiled, facts, activities, now }) => {
        const { scores } = evaluate(compiled, facts, activities, now);

        for (const name of SCORES) {
          const { points, contributions } = scores[name];
          expect(contributions.every(({ milli }) => Number.isSafeInteger(milli) && milli !== 0)).toBe(true);
          expect(contributions.reduce((sum, { milli }) => sum + milli, 0)).toBe(points * 1000);
        }
      }),
      law(80),
    );
  });

  test('a score is a whole number of 0 to 100, the grade one of A1 to D4, and both are written', () => {
    fc.assert(
      fc.property(scenes(), ({ compiled, facts, activities, now }) => {
        const { scores, grade, written } = evaluate(compiled, facts, activities, now);

        for (const name of SCORES) {
          expect(Number.isInteger(scores[name].points)).toBe(true);
          expect(scores[name].points).toBeGreaterThanOrEqual(0);
          expect(scores[name].points).toBeLessThanOrEqual(100);
        }
        expect(grade).toMatch(/^[A-D][1-4]$/);
        expect(written).toMatchObject({
          ripen_score: `${scores.combined.points}`,
          ripen_explicit_score: `${scores.explicit.points}`,
          ripen_implicit_score: `${scores.implicit.points}`,
          ripen_grade: grade,
        });
      }),
      law(70),
    );
  });

  test('neither the order nor the repetition of activities matters', () => {
    const shuffled = scenes({ lastDay: 30 }).chain((scene) =>
      fc.tuple(
        fc.constant(scene),
        fc.shuffledSubarray([...scene.activities, ...scene.activities], {
          minLength: scene.activities.length * 2,
        }),
      ),
    );

    fc.assert(
      fc.property(shuffled, ([{ compiled, facts, activities, now }, again]) => {
        expect(evaluate(compiled, facts, again, now)).toEqual(evaluate(compiled, facts, activities, now));
      }),
      law(70),
    );
  });

  test('exactly one segment or none, exactly one track, and they agree', () => {
    fc.assert(
      fc.property(scenes({ decided: false }), ({ compiled, facts, activities, now }) => {
        const { segment, track, relation, doNotContact, written, qualification, nextTouch } = evaluate(
          compiled,
          facts,
          activities,
          now,
        );
        const { contact, lead } = facts;
        const customer = relation === 'customer';
        const forbidden = doNotContact.length > 0;
        const reachable = contact['email'] !== undefined && !['none', 'invalid'].includes(lead['mail_kind'] ?? '');
        const sends = SENDING_TRACKS.some((t) => t === track);

        expect(TRACKS).toContain(track);
        expect(written).toMatchObject({ ripen_nurture_track: track, ripen_dormant_segment: segment ?? 'none' });
        expect(written['ripen_do_not_contact']).toBe(`${forbidden}`);
        expect(track === 'no_correspondence').toBe(forbidden);
        if (contact['hs_email_optout'] === 'true') expect(forbidden).toBe(true);
        if (!reachable || forbidden) expect(sends).toBe(false);
        if (nextTouch?.kind === 'email') expect(sends).toBe(true);
        if (nextTouch !== null) expect([nextTouch.track, 'none']).toContain(track);
        if (forbidden) expect(nextTouch).toBe(null);
        if (customer) expect(segment).toBe(null);
        if (segment === 'dormant_unqualified') expect(forbidden).toBe(true);
        if (forbidden) return;

        if (customer) expect(track).toBe(reachable ? 'customer' : 'none');
        else if (segment === 'closed_lost') expect(track).toBe('closed_lost_review');
        else if (segment !== null) expect(track).toBe(reachable ? segment : 'none');
        else if (track === 'sales_ready') expect(qualification).toBe('sql');
        else if (track === 'mql_nurture') expect(qualification).toBe('mql');
        else expect(track).toBe('none');
      }),
      law(80),
    );
  });
});
