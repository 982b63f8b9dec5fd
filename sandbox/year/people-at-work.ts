import { completeTask } from '../behaviour/deliver.ts';
import type { CrmRecord } from '../portal/records.ts';
import { createRandom } from '../random.ts';
import type { Sandbox } from '../sandbox.ts';

/** An e-mail that was sent, with the values of the contact at that moment. */
export type Sent = {
  readonly at: number;
  readonly contactId: string;
  readonly campaign: string;
  readonly properties: CrmRecord['properties'];
};

const DUE_LIST = 'Ripen: due';
const DAY = 86_400_000;

/** The share of e-mails that do not go out, for reasons of the account. */
const OMITTED = 0.03;

/**
 * The account's own workflow: writes to everybody on the list of due mails, and to nobody else.
 * HubSpot itself writes to nobody who opted out or whose address is bad.
 */
export function marketingWorkflow(
  { portal, deliver, clock }: Sandbox,
  seed: number,
): { readonly run: () => readonly Sent[] } {
  return {
    run: () => {
      const { lists, records, settings } = portal();
      const members = [...(lists.byName(DUE_LIST)?.members ?? [])].sort(([a], [b]) => Number(a) - Number(b));
      return members.flatMap(([contactId, joinedAt]) => {
        const contact = records.contacts.get(contactId);
        if (!contact || isUnreachable(contact) || dice(seed, 'mail', contactId, joinedAt) < OMITTED) return [];
        const { properties } = contact;
        const campaign = `Nurture ${properties.ripen_nurture_track ?? ''} ${new Date(clock.now()).toISOString().slice(0, 10)}`;
        deliver(contactId, { kind: 'email_sent', name: campaign }, settings.id);
        return [{ at: clock.now(), contactId, campaign, properties }];
      });
    },
  };
}

const isUnreachable = ({ properties }: CrmRecord): boolean =>
  !properties.email || properties.hs_email_optout === 'true' || properties.hs_email_bad_address === 'true';

/** A task that a rep has done. */
export type Done = {
  readonly at: number;
  readonly contactId: string;
  readonly subject: string;
  readonly dueAt: number;
};

/**
 * Reps do their tasks when they are due: call, and tick them off. Most at once, some a week or
 * three late, some never.
 */
export function repsAtWork({ portal, deliver, clock }: Sandbox, seed: number): { readonly run: () => readonly Done[] } {
  const closed = new Set<string>();
  return {
    run: () => {
      const account = portal();
      const done: Done[] = [];
      for (const task of account.records.tasks.walk()) {
        if (closed.has(task.id)) continue;
        const { hs_task_status: status, hs_task_subject: subject = '', hs_timestamp: due = '' } = task.properties;
        if (status === 'COMPLETED') closed.add(task.id);
        const [contact] = account.associations.of('tasks', task.id, 'contacts');
        if (status !== 'NOT_STARTED' || !contact) continue;
        const dueAt = Date.parse(due);
        if (clock.now() < dueAt + delayOf(dice(seed, 'task', contact.toId, subject, dueAt))) continue;
        completeTask(account, task);
        deliver(contact.toId, { kind: 'call_logged' }, account.settings.id);
        done.push({ at: clock.now(), contactId: contact.toId, subject, dueAt });
      }
      return done;
    },
  };
}

function delayOf(chance: number): number {
  if (chance < 0.8) return 0;
  return chance < 0.92 ? (8 + (chance - 0.8) * 120) * DAY : Number.POSITIVE_INFINITY;
}

/**
 * A random number that depends on its arguments alone, so that another order of events or other ids
 * of tasks change nothing.
 */
export function dice(...about: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const character of about.join('|')) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return createRandom(hash).next();
}
