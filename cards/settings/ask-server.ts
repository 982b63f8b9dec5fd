import { type SettingsAction, type SettingsDone, type SettingsView, settingsDone, settingsView } from './contract.ts';
import { ask, type Problem } from './shared/ask.ts';
import type { Language } from './shared/language.ts';

/** Counting over a large account takes a moment. */
const TIMEOUT_MS = 14_000;

/** `language`: in which the server writes the agreement. */
export const askForSettings = (publicUrl: string, language: Language): Promise<SettingsView | Problem> =>
  ask({ url: `${publicUrl}/cards/settings?language=${language}`, timeout: TIMEOUT_MS, read: settingsView.safeParse });

/** Asks for an action, with what the administrator entered. */
export const askToDo = (
  publicUrl: string,
  action: SettingsAction,
  body: Readonly<Record<string, string>>,
): Promise<SettingsDone | Problem> =>
  ask({ url: `${publicUrl}/cards/settings/${action}`, body, timeout: TIMEOUT_MS, read: settingsDone.safeParse });
