import { expect, it } from 'vitest';
import type { Step } from '../evaluation/advance.ts';
import { staysOf } from './stays.ts';

const step = (at: number, track: Step['track'], segment: Step['segment'] = null) => ({ at, track, segment });

it('tells of each change, and what came next', () => {
  const steps = [
    step(1, 'mql_nurture'),
    step(2, 'mql_nurture'),
    step(3, 'dormant_mql', 'dormant_mql'),
    step(4, 'none'),
  ];

  expect(staysOf({ track: 'mql_nurture', segment: null }, steps, null)).toEqual([
    { kind: 'track', value: 'mql_nurture', since: 1, until: 3, next: 'dormant_mql' },
    { kind: 'track', value: 'dormant_mql', since: 3, until: 4, next: 'none' },
    { kind: 'track', value: 'none', since: 4, until: null, next: null },
    { kind: 'segment', value: 'none', since: 1, until: 3, next: 'dormant_mql' },
    { kind: 'segment', value: 'dormant_mql', since: 3, until: 4, next: 'none' },
    { kind: 'segment', value: 'none', since: 4, until: null, next: null },
  ]);
});

it('tells nothing where nothing changed', () => {
  expect(staysOf({ track: 'none', segment: null }, [step(1, 'none'), step(2, 'none')], null)).toEqual([]);
});

it('begins with now where nothing was known, and with the silence of who sleeps', () => {
  const steps = [step(1, 'mql_nurture'), step(9, 'dormant_mql', 'dormant_mql')];

  expect(staysOf(null, steps, 5)).toEqual([
    { kind: 'track', value: 'dormant_mql', since: 9, until: null, next: null },
    { kind: 'segment', value: 'dormant_mql', since: 5, until: null, next: null },
  ]);
});
