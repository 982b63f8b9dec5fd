import { describe, expect, it } from 'vitest';
import { modelToldIn } from '../../cards/pages/told/told-model.ts';
import { SPEECHES } from '../../cards/pages/words/speeches.ts';
import { leakSentence } from '../../src/domain/learning/leaks/x-ray.ts';
import { whyKeep } from '../../src/domain/learning/learn.ts';
import { thresholdSentence } from '../../src/domain/learning/learnt-sentences.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import { judgedSentences, leakSentences, pastSentences } from '../../src/use-cases/models/learn/learning-sentences.ts';
import type { LearningReport } from '../../src/use-cases/models/learn/learnings.ts';

/** As no reader writes a day. */
const sayDay = (day: string): string => `the day ${day}`;

const area = (auc: number) => ({ auc, low: auc, high: auc });
const missing = { tooEarly: 1, undated: 2, open: 3, unread: 4, properties: 5 };
const reportOf = (more: Partial<LearningReport>) =>
  ({
    leads: 600,
    wins: 120,
    from: 0,
    to: 86_400_000,
    landmark: '7 days',
    calls: 12,
    missing,
    fields: [{ label: 'Plan', knownThen: 0.1, knownNow: 0.9 }],
    judged: {
      by: 'time',
      leads: 150,
      wins: 30,
      learnt: area(0.74),
      inForce: area(0.66),
      better: { by: 0.08, low: 0.02, high: 0.14 },
    },
    ...more,
  }) as unknown as LearningReport;
const judged = reportOf({}).judged!;

const leaks = ['CRM_UI', 'FORM', 'WORKFLOWS', ''].flatMap((source) =>
  [
    [null, null],
    [null, 0.81],
    [0.52, 0.81],
  ].map(([then, now]) => leakSentence(0.72, { sources: source === '' ? {} : { [source]: 9 } }, then!, now!)),
);
const kept = [0.02, -0.03].flatMap((by) =>
  [area(0.66), null].flatMap((inForce) =>
    [0.01, 0.09].map((open) =>
      whyKeep({ by: 'time', learnt: area(0.68), inForce, better: { by, low: by - open, high: by + open } }),
    ),
  ),
);

/** Sentences of the tab Learn, for every kind of result. */
const SENTENCES = [
  ...pastSentences(reportOf({ statuses: { lost: ['Unqualified', 'Junk'], open: ['New', 'Bad timing'], leads: 7 } })),
  ...pastSentences(reportOf({ from: null, landmark: '1 hour' })).slice(0, 1),
  ...judgedSentences(reportOf({})),
  ...judgedSentences(reportOf({ judged: { ...judged, by: 'folds', inForce: null } })),
  'Nothing is proposed, because there are 8 wins and 900 losses, and from fewer than 20 of each nothing can be learnt. Keep your points.',
  ...leakSentences({ fields: leaks.map((leak) => ({ label: 'Plan', leak })) } as unknown as LearningReport),
  ...kept
    .filter((why) => !/better.*\d$/.test(why))
    .map((why) => `Nothing is proposed, because ${why}. Keep your points.`),
  '12 of 80 such leads were won (15.0 %), and 9.2 % of all.',
  'Up to 20 points, none at 3000 and all at 9000: 12 of 80 leads that get half of them or more were won (15.0 %), and 9.2 % of all.',
  'It held for none of these leads, so it stays as it is.',
  'It stays as it is.',
  'It adds nothing to what was learnt.',
  'It stays, and weighs as much as your won leads say.',
  'The score starts at 12.',
  'The explicit score is 60 % of the combined one.',
  thresholdSentence(DEFAULT_MODEL),
];

describe('what the server says of a learning', () => {
  it.each(Object.keys(SPEECHES) as (keyof typeof SPEECHES)[])('is said in %s, with its numbers', (language) => {
    const { sentence } = modelToldIn(SPEECHES[language], sayDay);
    for (const english of SENTENCES) {
      const said = sentence(english);
      expect(said, english).not.toBe(english);
      expect(said.match(/\d+/g)?.sort(), english).toEqual(english.match(/\d+/g)?.sort());
    }
  });
});
