import { expect, test } from 'vitest';
import { DEFAULT_MODEL } from '../default-model.ts';
import { parseModel, readModel } from '../model.ts';

const { closed_lost_review, ...otherCadences } = DEFAULT_MODEL.cadence;

/** The default model as portals stored it before its words changed. */
const EARLIER: unknown = {
  ...DEFAULT_MODEL,
  signals: DEFAULT_MODEL.signals.map(({ passive, ...signal }) => ({ ...signal, quiet: passive })),
  cadence: { ...otherCadences, closed_lost: closed_lost_review },
  ready: JSON.parse(JSON.stringify(DEFAULT_MODEL.ready).replaceAll('"score.', '"now.')) as unknown,
};

test.each([readModel, parseModel])('a model in earlier words is read as the same model', (read) => {
  expect(JSON.stringify(EARLIER)).toMatch(/"now\.fit".*/);
  expect(JSON.stringify(EARLIER)).toMatch(/"quiet":true/);

  expect(read(EARLIER)).toEqual({ outcome: 'valid', model: DEFAULT_MODEL });
});

test.each([
  ['now.fit', 'score.fit'],
  ['now.score', 'score.combined'],
  ['now.segment', 'score.segment'],
  ['nowhere', 'nowhere'],
])('the field %s is %s today, however deep it stands', (earlier, today) => {
  const ready = [{ label: 'Ready', when: { all: [{ not: { any: [{ field: earlier, known: true }] } }] } }];

  const outcome = readModel({ ...DEFAULT_MODEL, ready });

  expect(outcome).toMatchObject({
    outcome: 'valid',
    model: { ready: [{ when: { all: [{ not: { any: [{ field: today, known: true }] } }] } }] },
  });
});

test('a signal with the earlier word and the present one is refused', () => {
  const [signal, ...others] = DEFAULT_MODEL.signals;

  expect(readModel({ ...DEFAULT_MODEL, signals: [{ ...signal, quiet: true }, ...others] })).toMatchObject({
    outcome: 'invalid',
  });
});
