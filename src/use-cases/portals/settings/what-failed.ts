import { causeOf } from '../../../domain/sync/failure-cause.ts';
import type { JobKind } from '../../../domain/sync/jobs.ts';
import type { ContactPart, Wait, Waits, WritePart, WriteRule } from '../../../domain/sync/write-rules.ts';

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

const PROPERTY =
  'Look at the named property in the settings of the account: its options, its rules, and whether the app may write it. Ripen tries again by itself.';
const ROOM =
  "Look whether the account has room for Ripen's properties and lists, and whether others use their names. Ripen tries again by itself.";
const ACCESS =
  'Look whether the app still has all its permissions in the account; installing it again gives them back. Ripen tries again by itself.';
const VENDOR = 'Tell the vendor. Ripen tries again by itself, and at once after a change of the model or an update.';

type Failed = {
  readonly subject: string;
  /** what to do when HubSpot refuses it */
  readonly refused: string;
  /** what to do when Ripen fails on it; absent: tell the vendor */
  readonly failed?: string;
};

const FAILED: Readonly<Record<JobKind | 'contact' | 'task' | 'list', Failed>> = {
  contact: { subject: 'Contacts could not be brought up to date', refused: PROPERTY },
  task: { subject: 'Tasks could not be created', refused: PROPERTY },
  list: { subject: 'Contacts could not be put on their lists', refused: ROOM },
  provision: { subject: 'The account could not be made ready', refused: ROOM },
  backfill: { subject: 'The contacts of the account could not be read', refused: ACCESS },
  sweep: { subject: 'It could not be looked whether changes of contacts were missed', refused: ACCESS },
  reconcile: { subject: 'Behaviour of contacts could not be looked for', refused: ACCESS },
  merge: { subject: 'A merge of contacts could not be followed', refused: ACCESS },
  deal: { subject: 'A changed deal could not be followed', refused: ACCESS },
  company: { subject: 'A changed company could not be followed', refused: ACCESS },
  tasks: { subject: 'It could not be seen which tasks are done', refused: ACCESS },
  histories: { subject: 'The past of contacts could not be read for a look back', refused: ACCESS },
  segment_lists: { subject: 'The lists by segment could not be made', refused: ROOM },
  chances: { subject: 'It could not be learnt how many leads buy', refused: ACCESS },
  summary: { subject: 'A weekly summary could not be written', refused: ACCESS },
  learn: { subject: 'No draft could be learnt from the past', refused: ACCESS },
  rollout: { subject: 'The new version of the model has not reached all contacts', refused: ACCESS },
  publish: {
    subject: 'A change of the model could not be published at its time',
    refused: ACCESS,
    failed:
      'Publish it by hand on the page of Ripen. If that fails too, tell the vendor. Ripen tries again by itself, and at once after a change of the model or an update.',
  },
  figures: { subject: 'The figures of Analytics could not be counted ahead', refused: ACCESS },
  mail_statistics: { subject: 'HubSpot’s statistics of e-mails could not be read', refused: ACCESS },
  forget_activities: { subject: 'Old activities that no score needs could not be deleted', refused: ACCESS },
};

/** Kinds of work are stored by name, and another version may have stored others. */
const OTHER: Failed = { subject: 'Work of another version of Ripen could not be done', refused: ACCESS };
const isKnown = (what: string): what is keyof typeof FAILED => Object.hasOwn(FAILED, what);

/** A dead letter: `what` is `contact`, `task`, `list` or the kind of a job, `error` its code. */
export function deadLetterSentence(what: string, error: string): Told {
  const [kind = '', code = '', ...names] = error.split(' ');
  const about = names.length > 0 ? `${code}: ${names.join(', ')}` : code;
  const detail = about === '' ? kind : about;
  const { subject, refused, failed = VENDOR } = isKnown(what) ? FAILED[what] : OTHER;
  switch (causeOf(what, error)) {
    case 'hubspot':
      return {
        sentence: `${subject}: HubSpot did not give what Ripen asked for (${error}).`,
        toDo: 'Nothing: Ripen asks again by itself. If it stays so, ask HubSpot support, and tell them what stands in brackets.',
      };
    case 'writing':
      return { sentence: `${subject}: HubSpot refused what Ripen sent (${detail}).`, toDo: refused };
    case 'account':
      return { sentence: `${subject} (${error}).`, toDo: ROOM };
    case 'evaluation':
      return {
        sentence:
          what === 'contact'
            ? `${subject}: the model could not score them (${error}).`
            : `${subject}: Ripen failed at it (${error}).`,
        toDo: failed,
      };
    default:
      return { sentence: `${subject} (${error}).`, toDo: failed };
  }
}
