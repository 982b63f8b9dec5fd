import type { ActivityInput } from '../behaviour/activity.ts';
import type { Sandbox } from '../sandbox.ts';
import { dice, marketingWorkflow, repsAtWork, type Sent } from './people-at-work.ts';

/** What happened in the account on a day, without anybody's help. */
export type LivedDay = {
  readonly sent: number;
  readonly opened: number;
  readonly clicked: number;
  readonly unsubscribed: number;
  readonly tasksDone: number;
};

export const NOTHING: LivedDay = { sent: 0, opened: 0, clicked: 0, unsubscribed: 0, tasksDone: 0 };

/** How long after the sending people read an e-mail. */
const READ_AFTER_MS = 90 * 60_000;

/** Of those who get a nurture mail: an ordinary rate of opens, clicks and opt-outs. */
const OPENS = 0.38;
const CLICKS = 0.06;
const OPTS_OUT = 0.004;

/**
 * The ordinary life of an account. Its workflow sends the e-mails that are due; some people open,
 * click or opt out; reps do their tasks in time, late or never. A day takes an hour and a half of
 * the clock.
 */
export function ordinaryDays(sandbox: Sandbox, seed: number): { readonly live: () => LivedDay } {
  const marketing = marketingWorkflow(sandbox, seed);
  const reps = repsAtWork(sandbox, seed);
  return {
    live: () => {
      const sent = marketing.run();
      const done = reps.run();
      sandbox.clock.advance(READ_AFTER_MS);
      const reactions = sent.flatMap((mail) =>
        reactionsTo(mail, seed).map((activity) => ({ contactId: mail.contactId, activity })),
      );
      for (const { contactId, activity } of reactions) sandbox.deliver(contactId, activity);
      const count = (kind: ActivityInput['kind']) => reactions.filter(({ activity }) => activity.kind === kind).length;
      return {
        sent: sent.length,
        opened: count('email_open'),
        clicked: count('email_click'),
        unsubscribed: count('unsubscribe'),
        tasksDone: done.length,
      };
    },
  };
}

function reactionsTo({ contactId, at }: Sent, seed: number): readonly ActivityInput[] {
  const chance = dice(seed, 'reads', contactId, at);
  if (chance < CLICKS)
    return [{ kind: 'email_open' }, { kind: 'email_click' }, { kind: 'page_view', url: 'https://vendor.example/blog' }];
  if (chance < OPENS) return [{ kind: 'email_open' }];
  return chance > 1 - OPTS_OUT ? [{ kind: 'unsubscribe' }] : [];
}
