import { stat } from 'node:fs/promises';
import { findStartingModel } from '../../src/domain/changes/starting-models.ts';
import { type Model, parseModel } from '../../src/domain/model/model.ts';
import { readJson } from '../read-json.ts';
import { Refusal } from './refusal.ts';

/** A model by its file or, if there is no such file, by the name of a starting model. */
export async function namedModel(file: string): Promise<Model> {
  const starting = findStartingModel(file);
  if (starting !== null && (await stat(file).catch(() => null)) === null) return starting.model;
  const parsed = parseModel(await jsonOf(file));
  if (parsed.outcome === 'valid') return parsed.model;
  throw new Refusal(`${file} is no scoring model:\n${parsed.problems.map((p) => `  - ${p}`).join('\n')}`);
}

export async function jsonOf(file: string): Promise<unknown> {
  const read = await readJson(file);
  if (read.outcome === 'refused') throw new Refusal(read.sentence);
  return read.document;
}
