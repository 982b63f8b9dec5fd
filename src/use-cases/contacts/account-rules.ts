import type { WriteRule } from '../../domain/sync/write-rules.ts';
import { makeDue } from '../../store/contacts/contacts.ts';
import {
  contactsWaiting,
  findWriteRules,
  forgetWriteRule,
  rememberWriteRules,
  takeProbe,
} from '../../store/portals/write-rules.ts';
import { ruleSentence } from '../portals/settings/what-failed.ts';
import type { Session } from '../session.ts';

export type LearnedRule = Omit<WriteRule, 'since' | 'tryAt'>;

/** The account's own rules for writes, as far as Ripen knows them, and how it learns more. */
export type AccountRules = {
  readonly known: readonly WriteRule[];
  /** whether this caller may try if the rule still holds: one may each day */
  readonly takeProbe: (rule: WriteRule) => Promise<boolean>;
  readonly remember: (rules: readonly LearnedRule[]) => Promise<void>;
  /** for a rule that no longer holds: the contacts that waited for it become due */
  readonly forget: (rule: WriteRule) => Promise<void>;
};

/** More contacts than wait for one rule in any account. */
const ALL = 1_000_000;

export function accountRules(session: Session, known: readonly WriteRule[]): AccountRules {
  const { db, portalId, clock, log } = session;
  return {
    known,
    takeProbe: (rule) => takeProbe(db, { portalId, rule, now: clock.now() }),
    remember: (rules) => rememberRules(session, rules),
    forget: async (rule) => {
      const { part } = rule;
      const values = await forgetWriteRule(db, { portalId, rule });
      log.info({ portalId, part, values }, 'The account takes again what a rule had refused');
      if (part === 'task') return;
      for (const value of values) {
        const contactIds = await contactsWaiting(db, { portalId, part, value, limit: ALL });
        await makeDue(db, { portalId, contactIds, now: clock.now() });
      }
    },
  };
}

/** Stores rules, and logs each that is new. */
export async function rememberRules(
  { db, portalId, clock, log, metrics }: Session,
  rules: readonly LearnedRule[],
): Promise<void> {
  for (const rule of await rememberWriteRules(db, { portalId, rules, now: clock.now() }))
    log.error({ portalId, ...rule }, ruleSentence(rule).sentence);
  metrics.refusedByRules.inc(rules.length);
}

/** Makes one waiting contact due for each rule that is to be tried again (once a day). */
export async function probeRules({ db, portalId, clock }: Session): Promise<void> {
  const now = clock.now();
  const due = (await findWriteRules(db, portalId)).filter(({ part, tryAt }) => part !== 'task' && tryAt <= now);
  const probed = new Map(due.map((rule) => [`${rule.part} ${rule.code} ${rule.properties.join()}`, rule]));
  for (const { part, value } of probed.values()) {
    if (part === 'task') continue;
    await makeDue(db, { portalId, contactIds: await contactsWaiting(db, { portalId, part, value, limit: 1 }), now });
  }
}
