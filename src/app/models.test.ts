import { expect, test, vi } from 'vitest';
import { DEFAULT_MODEL } from '../domain/model/default-model.ts';
import { modelsOf } from './models.ts';

const PORTAL = 7;

test('a document is read once, and compiled only for whoever evaluates', async () => {
  const find = vi.fn(async () => DEFAULT_MODEL);
  const warn = vi.fn();
  const { document, compiled } = modelsOf({ find, takenUp: async () => [], rampOf: async () => null }, { warn });

  expect(await document(PORTAL, 3)).toEqual({ ...DEFAULT_MODEL, version: 3 });
  // Compiling names a zone that the runtime does not know: so far nobody compiled.
  const one = await compiled(PORTAL, 3, 'Nowhere/None');
  expect(warn).toHaveBeenCalledOnce();

  expect(await compiled(PORTAL, 3, 'Nowhere/None')).toBe(one);
  expect(one.model).toBe(await document(PORTAL, 3));
  expect(find).toHaveBeenCalledOnce();
  expect(warn).toHaveBeenCalledOnce();
});

test('a document that Ripen cannot use is an error that names it', async () => {
  const { document } = modelsOf(
    { find: async () => ({ version: 1 }), takenUp: async () => [], rampOf: async () => null },
    { warn: () => {} },
  );

  await expect(document(PORTAL, 1)).rejects.toThrow('Ripen cannot use model 1 of portal 7');
});
