import { expect, test, vi } from 'vitest';
import { DEFAULT_MODEL } from '../domain/model/default-model.ts';
import type { Db } from '../store/transaction.ts';
import { modelsOf } from './models.ts';

const compileModel = vi.hoisted(() => vi.fn());
vi.mock(import('../domain/rules/compile.ts'), async (actual) => {
  const module = await actual();
  return { ...module, compileModel: compileModel.mockImplementation(module.compileModel) };
});
const findModel = vi.hoisted(() => vi.fn());
vi.mock(import('../store/portals/models.ts'), async (actual) => ({ ...(await actual()), findModel }));

const PORTAL = 7;
const models = (warn = () => {}) => modelsOf({} as Db, { warn });

test('a document is read once, and compiled only for whoever evaluates', async () => {
  findModel.mockResolvedValue(DEFAULT_MODEL);
  const { document, compiled } = models();

  expect(await document(PORTAL, 3)).toEqual({ ...DEFAULT_MODEL, version: 3 });
  expect(compileModel).not.toHaveBeenCalled();

  const one = await compiled(PORTAL, 3, 'Europe/Berlin');
  expect(await compiled(PORTAL, 3, 'Europe/Berlin')).toBe(one);
  expect(one.model).toBe(await document(PORTAL, 3));
  expect([findModel, compileModel].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
});

test('a document that Ripen cannot use is an error that names it', async () => {
  findModel.mockResolvedValue({ version: 1 });

  await expect(models().document(PORTAL, 1)).rejects.toThrow('Ripen cannot use model 1 of portal 7');
});
