import { hubspot, logger } from '@hubspot/ui-extensions';
import { type SettingsView, settingsView } from './contract.ts';

export type Problem = 'unreachable' | 'unreadable';

/** What each problem means to an administrator. */
export const PROBLEMS: Readonly<Record<Problem, string>> = {
  unreachable: 'Ripen cannot be reached at the moment. Please try again in a minute.',
  unreadable: 'Ripen answered in a way that this page does not understand. Please reload the page.',
};

/** Counting over a large account takes a moment; HubSpot itself would wait 15 s. */
const TIMEOUT_MS = 14_000;

/** Asks Ripen's server through HubSpot, which signs the request and says who asks. */
export async function askServer(publicUrl: string): Promise<SettingsView | Problem> {
  try {
    const response = await hubspot.fetch(`${publicUrl}/cards/settings`, { method: 'GET', timeout: TIMEOUT_MS });
    if (!response.ok) {
      logger.error(`Ripen answered ${response.status}`);
      return 'unreachable';
    }
    const parsed = settingsView.safeParse(await response.json());
    if (parsed.success) return parsed.data;
    logger.error(`Ripen's answer is not as agreed: ${parsed.error.message}`);
    return 'unreadable';
  } catch (error) {
    logger.error(`Ripen could not be reached: ${error instanceof Error ? error.message : 'unknown'}`);
    return 'unreachable';
  }
}
