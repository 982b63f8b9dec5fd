import { readFile } from 'node:fs/promises';
import { type Model, readModel } from '../../src/domain/model/model.ts';
import type { ModelContext } from '../../src/use-cases/models/model-context.ts';
import { readVersion } from '../../src/use-cases/models/read-models.ts';
import { listed, Refusal } from './call.ts';

/* Models that a call names: a file, or a version of a portal. */

export const noPortal = (portalId: number): Refusal =>
  new Refusal(`There is no portal ${portalId}; "npm run portal -- list" shows them.`);

export async function versionOf(context: ModelContext, portalId: number, version: number | undefined): Promise<Model> {
  const found = await readVersion(context, portalId, version);
  switch (found.outcome) {
    case 'found':
      return found.model;
    case 'unreadable':
      throw new Refusal(listed('This version of Ripen cannot use the model:', found.problems));
    case 'no_version':
      throw new Refusal(`Portal ${portalId} has no version ${version}.`);
    case 'not_installed':
      throw noPortal(portalId);
  }
}

export async function modelOf(file: string): Promise<Model> {
  const read = readModel(await documentOf(file));
  if (read.outcome === 'invalid') throw new Refusal(listed(`${file} cannot be used:`, read.problems));
  return read.model;
}

const LONGEST_MODEL = 5_000_000;

export async function documentOf(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    throw new Refusal(code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read: ${code}.`);
  }
  if (text.length > LONGEST_MODEL)
    throw new Refusal(`${file} has more than ${LONGEST_MODEL / 1_000_000} million characters: that is no model.`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal(`${file} is no JSON: ${(error as Error).message}`);
  }
}
