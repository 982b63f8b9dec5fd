import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { law } from '../../../../test/support/law.ts';
import { editsOf } from '../../../../test/support/scenes/random-edits.ts';
import { DEFAULT_MODEL } from '../../model/default-model.ts';
import type { Model } from '../../model/model.ts';
import { differencesOf } from './differences.ts';
import { mergeModels } from './merge.ts';

const changed = (change: (model: Model) => void): Model => {
  const copy = structuredClone(DEFAULT_MODEL);
  change(copy);
  return copy;
};

describe('the changes of two people', () => {
  it('are both there where they are of other fields, also of one rule', () => {
    const mine = changed(({ explicit }) => void ((explicit[0] as { points: number }).points = 3));
    const theirs = changed(({ explicit, implicit }) => {
      explicit[0]!.label = 'Lives near you';
      implicit.splice(2, 1);
    });

    const { model, conflicts } = mergeModels(DEFAULT_MODEL, mine, theirs);

    expect(conflicts).toEqual([]);
    expect((model as Model).explicit[0]).toMatchObject({ label: 'Lives near you', points: 3 });
    expect((model as Model).implicit).toHaveLength(DEFAULT_MODEL.implicit.length - 1);
  });

  it('are told where they are of the same field, or where one takes out what the other changes', () => {
    const mine = changed(({ explicit, implicit }) => {
      (explicit[0] as { points: number }).points = 3;
      implicit.splice(0, 1);
    });
    const theirs = changed(({ explicit, implicit }) => {
      (explicit[0] as { points: number }).points = 4;
      implicit[0]!.label = 'Came by';
    });

    const { model, conflicts } = mergeModels(DEFAULT_MODEL, mine, theirs);

    expect(conflicts.map(({ path }) => path)).toEqual([
      ['explicit', 'country_target', 'points'],
      ['implicit', 'visit'],
    ]);
    expect((model as Model).explicit[0]).toMatchObject({ points: 4 });
  });

  it('lose nothing: what differs from the one is what the other changed, unless it is told', () => {
    const two = fc.tuple(editsOf(DEFAULT_MODEL), editsOf(DEFAULT_MODEL));
    fc.assert(
      fc.property(two, ([mine, theirs]) => {
        const { model, conflicts } = mergeModels(DEFAULT_MODEL, mine, theirs);
        const paths = (a: Model, b: Model) => differencesOf(a, b).map(({ path }) => path.join('.'));
        const told = conflicts.map(({ path }) => path.join('.'));
        const changes = new Set([...paths(DEFAULT_MODEL, mine), ...paths(DEFAULT_MODEL, theirs)]);
        const kept = paths(DEFAULT_MODEL, model as Model);
        const isTold = (path: string) => told.some((place) => path.startsWith(place) || place.startsWith(path));
        // Of a list with one line left nobody sees in which order it was.
        const hasNoOrder = (path: string) => path === 'pages.order' && (model as Model).pages.length < 2;
        for (const path of changes) expect(kept.includes(path) || isTold(path) || hasNoOrder(path), path).toBe(true);
        for (const path of kept) expect(changes.has(path) || isTold(path), path).toBe(true);
        expect(mergeModels(DEFAULT_MODEL, mine, DEFAULT_MODEL)).toEqual({ model: mine, conflicts: [] });
        expect(mergeModels(DEFAULT_MODEL, DEFAULT_MODEL, theirs)).toEqual({ model: theirs, conflicts: [] });
      }),
      law(40),
    );
  });
});
