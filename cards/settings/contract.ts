import * as z from 'zod/mini';
import { ACCOUNT, NOT_SET_UP } from './shared/account/view.ts';

/* What the server and the settings page say to each other, read by both sides from here. */

const count = z.int().check(z.gte(0));

/** `by`: who put them on the list; null: nobody, they installed Ripen or came first */
const person = z.object({ userId: z.int(), name: z.string(), by: z.optional(z.nullable(z.string())) });

export const settingsView = z.discriminatedUnion('state', [
  z.object({
    ...ACCOUNT,
    /** the link for the account's own reports; null: none; absent: an older server */
    feed: z.optional(z.nullable(z.object({ madeAt: z.int(), madeBy: z.string(), usedAt: z.nullable(z.int()) }))),
    /** who may change the model, and who else could; absent: an older server */
    editors: z.optional(
      z.object({
        may: z.array(person),
        others: z.array(person),
        /** by name; none: Ripen may not see who they are; absent: an older server */
        superAdmins: z.optional(z.array(z.string())),
        /** whether whoever asks may change the list; absent: an older server */
        mayChange: z.optional(z.boolean()),
      }),
    ),
  }),
  z.object(NOT_SET_UP),
]);

/** What an administrator can do on the page, and the bodies that the server takes. */
export const SETTINGS_ACTIONS = {
  /** tries everything that is set aside again now */
  retry: z.object({}),
  /** makes a list for each value of this property that contacts have */
  lists: z.object({ by: z.enum(['industry', 'country', 'company_size']) }),
  /** gives somebody the right to change the model, or takes it away */
  editor: z.object({ userId: z.string().check(z.regex(/^[1-9]\d{0,15}$/)), may: z.enum(['yes', 'no']) }),
  /** makes the link for the account's own reports, ending the one before; or ends it */
  feed: z.object({ wish: z.enum(['make', 'revoke']) }),
  /** removes Ripen from the account, and erases its data; the number of the account confirms it */
  disconnect: z.object({ confirm: z.string() }),
} as const;
export type SettingsAction = keyof typeof SETTINGS_ACTIONS;

/** What became of an action. */
export const settingsDone = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('retried'), count }),
  z.object({ outcome: z.literal('lists_asked') }),
  z.object({ outcome: z.literal('editors_changed') }),
  /** `links`: nobody can see them again */
  z.object({ outcome: z.literal('feed_made'), links: z.array(z.string()) }),
  z.object({ outcome: z.literal('feed_revoked') }),
  /** the request came before */
  z.object({ outcome: z.literal('feed_again') }),
  /** only super admins and editors may */
  z.object({ outcome: z.literal('not_allowed') }),
  /** nobody could change the model any more, nor who may */
  z.object({ outcome: z.literal('last_editor') }),
  z.object({ outcome: z.literal('disconnected') }),
  /** HubSpot or the database takes longer, and Ripen goes on */
  z.object({ outcome: z.literal('disconnecting') }),
  /** the number is not the account's */
  z.object({ outcome: z.literal('not_confirmed') }),
  /** HubSpot could not be reached; nothing was erased */
  z.object({ outcome: z.literal('failed') }),
]);
export type SettingsDone = z.infer<typeof settingsDone>;

export type SettingsView = z.infer<typeof settingsView>;
export type Settings = Extract<SettingsView, { readonly state: 'ok' }>;
