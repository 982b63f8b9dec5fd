import type { Evaluation } from '../src/domain/evaluation/evaluate.ts';
import { findContact } from '../src/store/contacts/contacts.ts';
import { explanation } from './report.ts';
import type { World } from './world.ts';

/** The explanation of one contact, from what the app has stored. */
export async function explain({ app, sandbox }: World, id: string): Promise<string> {
  const portal = sandbox.portal();
  const stored = await findContact(app.database.db, portal.settings.id, Number(id));
  if (stored?.evaluation == null) return `Contact ${id} is not scored.`;
  const { firstname = '', lastname = '', jobtitle } = portal.records.contacts.get(id)?.properties ?? {};
  return explanation(
    `${firstname} ${lastname}${jobtitle ? `, ${jobtitle}` : ''} (contact ${id})`,
    stored.evaluation as Evaluation,
  );
}
