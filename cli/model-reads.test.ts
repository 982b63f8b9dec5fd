import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DEFAULT_MODEL } from '../src/domain/model/default-model.ts';
import { modelReadsPage, readsOf } from './model-reads.ts';

it('docs/model-reads.md is what `node cli/model-reads.ts` writes', () => {
  expect(readFileSync(new URL('../docs/model-reads.md', import.meta.url), 'utf8')).toBe(modelReadsPage());
});

it('says of every property what it is read for', () => {
  const idle = readsOf(DEFAULT_MODEL).filter(
    ({ decides, signals, serves }) => decides.length + signals.length + serves.length === 0,
  );

  expect(idle).toEqual([]);
});

it('follows the model: a rule of its own on a property of its own', () => {
  const [rule] = DEFAULT_MODEL.explicit;
  const own = { ...rule!, id: 'tier', label: 'Is of the gold tier', when: { field: 'fit_tier', equals: 'gold' } };

  const read = readsOf({ ...DEFAULT_MODEL, explicit: [own as typeof rule & object] });

  expect(read.find(({ property }) => property === 'fit_tier')).toMatchObject({ decides: ['Is of the gold tier'] });
});
