import { hubspot, logger } from '@hubspot/ui-extensions';
import { type CardAnswer, cardAnswer } from './contract.ts';

/**
 * Why there is no answer. Details go to the log of the extension, where the developer reads them.
 */
export type Problem = 'unreachable' | 'unreadable' | 'refused';

/** Longer than the server ever takes; HubSpot itself would wait 15 s. */
const TIMEOUT_MS = 10_000;

/**
 * Asks Ripen's server through HubSpot, which signs the request and says who asks. With a body it is
 * a POST.
 */
export async function askServer(url: string, body?: Readonly<Record<string, unknown>>): Promise<CardAnswer | Problem> {
  try {
    const response = await hubspot.fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      timeout: TIMEOUT_MS,
      ...(body !== undefined && { body }),
    });
    if (!response.ok) {
      logger.error(`Ripen answered ${response.status}`);
      return response.status === 400 ? 'refused' : 'unreachable';
    }
    const parsed = cardAnswer.safeParse(await response.json());
    if (parsed.success) return parsed.data;
    logger.error(`Ripen's answer is not as agreed: ${parsed.error.message}`);
    return 'unreadable';
  } catch (error) {
    logger.error(`Ripen could not be reached: ${error instanceof Error ? error.message : 'unknown'}`);
    return 'unreachable';
  }
}
