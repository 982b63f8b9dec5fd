import { readModel } from '../src/domain/model/model.ts';
import { compileModel } from '../src/domain/rules/compile.ts';
import { referenceData } from '../src/reference-data/reference-data.ts';
import { findContact } from '../src/store/contacts/contacts.ts';
import { findModel } from '../src/store/portals/models.ts';
import { findPortal } from '../src/store/portals/portals.ts';
import { type EvaluatedAgain, evaluatedAgain } from '../src/use-cases/contacts/evaluated-again.ts';
import { holdOutsFor, lotsOf } from '../src/use-cases/contacts/hold-outs.ts';
import type { World } from './world.ts';

/** The last evaluation of a contact; null: it was never evaluated. */
export async function lastEvaluation({ app, sandbox }: World, contactId: number): Promise<EvaluatedAgain | null> {
  const { db } = app.database;
  const { id: portalId } = sandbox.portal().settings;
  const last = (await findContact(db, portalId, contactId))?.lastEvaluation ?? null;
  if (last === null) return null;
  const version = last.modelVersion!;
  const read = readModel(await findModel(db, portalId, version));
  if (read.outcome === 'invalid') throw new Error(read.problems.join('; '));
  const portal = await findPortal(db, portalId);
  const compiled = compileModel({ ...read.model, version }, portal?.timeZone ?? undefined);
  const holdOuts = lotsOf(await holdOutsFor(db, portalId, { compiled }), contactId);
  return evaluatedAgain(compiled, last, { referenceData, holdOuts });
}
