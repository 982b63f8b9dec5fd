import { causeOf } from '../../domain/sync/failure-cause.ts';
import type { ContactPart, Wait, Waits, WritePart, WriteRule } from '../../domain/sync/write-rules.ts';

/*
 * What Ripen could not do in an account, in sentences for its admin. Nothing personal: codes, names
 * of properties and stages.
 */

export type Told = { readonly sentence: string; readonly toDo: string };

const PARTS: Readonly<Record<WritePart, string>> = {
  stage: 'the lifecycle stage',
  owner: 'the owner of a contact',
  task: 'new tasks',
};

/** A rule of the account that refuses what Ripen writes. */
export function ruleSentence({
  part,
  value,
  code,
  properties,
}: Pick<WriteRule, 'part' | 'value' | 'code' | 'properties'>): Told {
  const what = part === 'stage' && value !== '' ? `${PARTS.stage} ${value}` : PARTS[part];
  const names = properties.join(', ');
  const sentence =
    properties.length > 0
      ? `A rule of the account refuses ${what} as long as ${names} is empty (${code}).`
      : `A rule of the account refuses ${what} (${code}).`;
  const subject = part === 'task' ? 'tasks' : 'contacts';
  return {
    sentence,
    toDo:
      part !== 'task' && properties.length > 0
        ? `Fill in ${names} on these contacts, or change the rule in the settings of this property. Scores are written all the same; Ripen tries again by itself.`
        : `Change the rule for ${subject} in the account's settings so that an app may write them. Scores are written all the same; Ripen tries once a day by itself.`,
  };
}

/** What is not written to one contact, for whoever looks at its card. */
export function waitSentences(waits: Waits): string[] {
  return (Object.entries(waits) as [ContactPart, Wait][]).map(([part, { value, code, properties }]) => {
    const what = part === 'stage' ? `the lifecycle stage ${value}` : 'the owner';
    return properties.length > 0
      ? `A rule of the account does not take ${what} as long as ${properties.join(', ')} is empty. Fill it in; Ripen then writes it by itself.`
      : `A rule of the account does not take ${what} (${code}). Ripen tries again by itself.`;
  });
}

const JOBS: Readonly<Record<string, string>> = {
  provision: 'The account could not be made ready',
  backfill: 'The contacts of the account could not be read',
  reconcile: 'Behaviour of contacts could not be looked for',
  merge: 'A merge of contacts could not be followed',
  deal: 'A changed deal could not be followed',
  company: 'A changed company could not be followed',
  tasks: 'It could not be seen which tasks are done',
  chances: 'It could not be learnt how many leads buy',
  task: 'Tasks could not be created',
  list: 'Contacts could not be put on their lists',
};

/** A dead letter: `what` is `contact`, `task` or the kind of a job, `error` its code. */
export function deadLetterSentence(what: string, error: string): Told {
  const [kind = '', code = '', ...names] = error.split(' ');
  const about = names.length > 0 ? `${code}: ${names.join(', ')}` : code;
  const detail = about === '' ? kind : about;
  const subject = JOBS[what] ?? 'Contacts could not be brought up to date';
  switch (causeOf(what, error)) {
    case 'hubspot':
      return {
        sentence: `${subject}: HubSpot did not give them (${error}).`,
        toDo: 'Nothing: Ripen asks again by itself. If it stays so, ask HubSpot support about these records.',
      };
    case 'writing':
      return {
        sentence: `${subject}: HubSpot refused what Ripen wrote (${detail}).`,
        toDo: 'Look at the named property in the settings of the account: its options, its rules, and whether the app may write it. Ripen tries again by itself.',
      };
    case 'account':
      return {
        sentence: `${subject} (${error}).`,
        toDo: "Look whether the account has room for Ripen's properties and lists, and whether others use their names. Ripen tries again by itself.",
      };
    case 'evaluation':
      return {
        sentence: `${subject}: the model could not score them (${error}).`,
        toDo: 'Tell the vendor. Ripen tries again by itself, and at once after a change of the model or an update.',
      };
    default:
      return {
        sentence: `${subject} (${error}).`,
        toDo: 'Tell the vendor. Ripen tries again by itself, and at once after an update.',
      };
  }
}
