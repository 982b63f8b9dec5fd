import { hubspot, logger } from '@hubspot/ui-extensions';
import { type SettingsDone, type SettingsView, settingsDone, settingsView } from './contract.ts';

export type Problem = 'unreachable' | 'unreadable';

/** Counting over a large account takes a moment; HubSpot itself would wait 15 s. */
const TIMEOUT_MS = 14_000;

/** Asks Ripen's server through HubSpot, which signs the request and says who asks. */
export const askForSettings = (publicUrl: string): Promise<SettingsView | Problem> =>
  ask(`${publicUrl}/cards/settings`, { method: 'GET' }, settingsView.safeParse);

/** Asks for something to be done; with what the administrator entered. */
export const askToDo = (
  publicUrl: string,
  action: string,
  body: Readonly<Record<string, string>>,
): Promise<SettingsDone | Problem> =>
  ask(`${publicUrl}/cards/settings/${action}`, { method: 'POST', body }, settingsDone.safeParse);

type Read<T> = (
  answer: unknown,
) => { readonly success: true; readonly data: T } | { readonly success: false; readonly error: Error };

async function ask<T>(
  url: string,
  request: { readonly method: 'GET' | 'POST'; readonly body?: Record<string, string> },
  read: Read<T>,
): Promise<T | Problem> {
  try {
    const response = await hubspot.fetch(url, { ...request, timeout: TIMEOUT_MS });
    if (!response.ok) {
      logger.error(`Ripen answered ${response.status}`);
      return 'unreachable';
    }
    const parsed = read(await response.json());
    if (parsed.success) return parsed.data;
    logger.error(`Ripen's answer is not as agreed: ${parsed.error.message}`);
    return 'unreadable';
  } catch (error) {
    logger.error(`Ripen could not be reached: ${error instanceof Error ? error.message : 'unknown'}`);
    return 'unreachable';
  }
}
