import { existsSync } from 'node:fs';
import bundled from '@sparticuz/chromium';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';

export type Launch =
  | { readonly outcome: 'started'; readonly browser: Browser }
  | { readonly outcome: 'impossible'; readonly reason: string };

/**
 * Starts the Chromium that comes from npm, or the one that `CHROMIUM` names. Never installs
 * anything.
 */
export async function launchChromium(): Promise<Launch> {
  try {
    const executablePath = process.env['CHROMIUM'] ?? (await bundled.executablePath());
    if (!existsSync(executablePath))
      return { outcome: 'impossible', reason: `There is no browser at ${executablePath}.` };
    const browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--font-render-hinting=none'],
    });
    return { outcome: 'started', browser };
  } catch (error) {
    const said = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return { outcome: 'impossible', reason: `No browser can run here (set CHROMIUM to one that can): ${said}` };
  }
}

/** A context that reaches this machine alone. */
export async function openContext(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', reducedMotion: 'reduce', ...options });
  await context.route('**/*', (route) =>
    ['127.0.0.1', 'localhost'].includes(new URL(route.request().url()).hostname) ? route.fallback() : route.abort(),
  );
  return context;
}
