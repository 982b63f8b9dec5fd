import { type Model, readModel } from '../../src/domain/model/model.ts';
import { own } from '../../src/domain/own.ts';
import type { ModelContext } from '../../src/use-cases/models/model-context.ts';
import { readVersion } from '../../src/use-cases/models/read-models.ts';
import { readJson } from '../read-json.ts';
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
  const document = await documentOf(file);
  const read = readModel(document);
  if (read.outcome === 'invalid') throw cannotBeUsed(file, document, read.problems);
  return read.model;
}

export async function documentOf(file: string): Promise<unknown> {
  const read = await readJson(file);
  if (read.outcome === 'refused') throw new Refusal(read.sentence);
  return read.document;
}

/** Problems of a document with the name of the rule, group or signal that each stands in. */
function withNames(document: unknown, problems: readonly string[]): readonly string[] {
  return problems.map((problem) => {
    const [place = ''] = problem.split(': ', 1);
    let name: unknown;
    let value = document;
    for (const key of place.split('.')) {
      if (typeof value !== 'object' || value === null) break;
      value = own(value as Readonly<Record<string, unknown>>, key);
      if (typeof value === 'object' && value !== null && 'label' in value) name = value.label;
    }
    return typeof name === 'string' ? `${place} (${name})${problem.slice(place.length)}` : problem;
  });
}

export const cannotBeUsed = (file: string, document: unknown, problems: readonly string[]): Refusal =>
  new Refusal(listed(`${file} cannot be used:`, withNames(document, problems)));
