import { mailBansOf } from '../../src/domain/lead/mail-bans.ts';
import { DAY, parseInstant } from '../../src/domain/time/time.ts';
import type { FoundOfContact } from '../../src/store/work/callbacks.ts';
import { asAction, type ContactInAction } from '../../src/use-cases/actions/workflow-action.ts';
import { definition } from './definition.ts';
import { input } from './input.ts';
import type { Refusal } from './reasons.ts';

export const mayWeWrite = asAction({
  name: definition.name,
  input,
  needs: 'fresh',
  otherwise: { may_write: 'no', reason: 'unknown', explanation: '' },
  handle: ({ minimum_days = 0 }, { now, contact }) => {
    if (contact === null) return { outcome: 'refused', code: 'NOT_EVALUATED' };
    const refusal = refusalOf(contact, minimum_days, now);
    const outputs =
      refusal === null
        ? { may_write: 'yes', reason: '', explanation: '' }
        : { may_write: 'no', reason: refusal.why, explanation: refusal.explanation };
    return { outcome: 'done', outputs };
  },
});

type No = { readonly why: Refusal; readonly explanation: string };

/** The weightiest reason not to write; null: all that must be known is known and allows it. */
function refusalOf(contact: ContactInAction, minimumDays: number, now: number): No | null {
  const { facts, evaluation, decisions } = contact;
  if (facts === null || evaluation === null) return no('unknown', 'the contact could not be read');
  const properties = facts.contact;
  const bans = mailBansOf(properties).map(({ id }) => id);
  if (bans.includes('opted_out')) return no('opted_out', because(evaluation));
  if (bans.includes('bounced')) return no('bounced', because(evaluation));
  if (properties['email'] === undefined || evaluation.written['ripen_lead_validity'] === 'invalid')
    return no('no_address', properties['email'] === undefined ? 'no e-mail address' : 'not an e-mail address');
  if (bans.length > 0 || evaluation.doNotContact.length > 0 || evaluation.track === 'no_correspondence')
    return no('no_correspondence', because(evaluation));
  if (evaluation.segment === 'closed_lost') return no('closed_lost', 'lost deal');
  if (now < (decisions.pausedUntil ?? -Infinity)) return no('paused', `until ${day(decisions.pausedUntil!)}`);
  const sent = properties['hs_email_last_send_date'];
  if (minimumDays === 0 || sent === undefined) return null;
  const sentAt = parseInstant(sent);
  if (sentAt === null) return no('unknown', 'the date of the last e-mail cannot be read');
  return now - sentAt < minimumDays * DAY ? no('touched_recently', day(sentAt)) : null;
}

const no = (why: Refusal, explanation: string): No => ({ why, explanation });
const because = ({ doNotContact }: FoundOfContact): string => doNotContact.join('; ');
const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
