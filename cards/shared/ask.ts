import { hubspot, logger } from '@hubspot/ui-extensions';

/** Why there is no answer. The log of the extension has the details, for the developer. */
export type Problem = 'unreachable' | 'unreadable' | 'refused';

type Question<T> = {
  readonly url: string;
  /** makes the request a POST */
  readonly body?: Readonly<Record<string, unknown>> | undefined;
  /** ms; HubSpot itself waits 15 s */
  readonly timeout: number;
  readonly read: (
    answer: unknown,
  ) => { readonly success: true; readonly data: T } | { readonly success: false; readonly error: Error };
};

/** Asks Ripen's server through HubSpot, which signs the request and says who asks. */
export async function ask<T>({ url, body, timeout, read }: Question<T>): Promise<T | Problem> {
  try {
    const response = await hubspot.fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      timeout,
      ...(body !== undefined && { body }),
    });
    if (!response.ok) {
      logger.error(`Ripen answered ${response.status}`);
      return response.status === 400 ? 'refused' : 'unreachable';
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
