import type { App } from '../src/app/app.ts';
import { readModel } from '../src/domain/model/model.ts';
import { type CompiledModel, compileModel } from '../src/domain/rules/compile.ts';
import { referenceData } from '../src/reference-data/reference-data.ts';
import { findContact } from '../src/store/contacts/contacts.ts';
import { findModel } from '../src/store/portals/models.ts';
import { findPortal } from '../src/store/portals/portals.ts';
import { type EvaluatedAgain, evaluatedAgain } from '../src/use-cases/contacts/judge/evaluated-again.ts';
import { holdOutsFor, lotsOf } from '../src/use-cases/contacts/judge/hold-outs.ts';
import type { World } from './world.ts';

/** The last evaluation of a contact; null: it was never evaluated. */
export async function lastEvaluation({ app, sandbox }: World, contactId: number): Promise<EvaluatedAgain | null> {
  const { db } = app.database;
  const { id: portalId } = sandbox.portal().settings;
  const last = (await findContact(db, portalId, contactId))?.lastEvaluation ?? null;
  if (last === null) return null;
  const timeZone = (await findPortal(db, portalId))?.timeZone ?? undefined;
  const model = await compiledOnce(app, portalId, last.modelVersion!, timeZone);
  const holdOuts = lotsOf(await holdOutsFor(db, portalId, { compiled: model }), contactId);
  return evaluatedAgain(model, last, { referenceData, holdOuts });
}

/** By app, then account, version and time zone: a version never changes. */
const compiled = new WeakMap<App, Map<string, CompiledModel>>();

/** To compile a model takes longer than to evaluate a contact, so each is compiled once. */
async function compiledOnce(
  app: App,
  portalId: number,
  version: number,
  timeZone: string | undefined,
): Promise<CompiledModel> {
  const ofApp = compiled.get(app) ?? new Map<string, CompiledModel>();
  compiled.set(app, ofApp);
  const key = `${portalId} ${version} ${timeZone}`;
  const known = ofApp.get(key);
  if (known !== undefined) return known;
  const read = readModel(await findModel(app.database.db, portalId, version));
  if (read.outcome === 'invalid') throw new Error(read.problems.join('; '));
  const model = compileModel({ ...read.model, version }, timeZone);
  ofApp.set(key, model);
  return model;
}
