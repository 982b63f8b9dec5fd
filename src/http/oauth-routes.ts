import express, { type Response, type Router } from 'express';
import { z } from 'zod';
import type { InstallOutcome } from '../use-cases/portals/install/install-portal.ts';
import type { PortalProgress } from '../use-cases/portals/settings/portal-progress.ts';
import type { Tickets } from './install-ticket.ts';
import { type OAuthState, STATE_LIFE_MS } from './oauth-state.ts';
import { installedPage } from './pages/installed-page.ts';
import { page } from './pages/page.ts';
import { ROUTES } from './paths.ts';
import { neverKept } from './requests/card-requests.ts';
import { type AttemptLimits, fewAttempts } from './requests/few-attempts.ts';

export type OAuthRoutes = {
  readonly state: OAuthState;
  readonly authorizeUrl: (state: string) => string;
  readonly install: (code: string) => Promise<InstallOutcome>;
  readonly tickets: Tickets;
  /** null: the account is not installed */
  readonly progress: (portalId: number) => Promise<PortalProgress | null>;
  readonly clock: { now(): number };
  readonly secure: boolean;
};

/**
 * The hosts that show the pages of HubSpot, one for each of its regions. From a region that is
 * missing here an installation begins at our own link, and is shown outside of a frame.
 */
const UI_HOSTS = ['app', 'app-eu1', 'app-na2', 'app-na3', 'app-ap1'].map((host) => `https://${host}.hubspot.com`);
const FRAMED_BY_HUBSPOT = `default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self' ${UI_HOSTS.join(' ')}`;

/**
 * Confirmations that HubSpot may be asked about in vain: whoever makes them up must not use up the
 * calls by which the tokens of all accounts are renewed.
 */
const IN_VAIN: AttemptLimits = { withinMs: 60_000, ofSender: 10, inAll: 60 };

const callback = z.object({
  code: z.string().min(1).max(2000).optional(),
  state: z.string().max(500).optional(),
  returnUrl: z.string().max(2000).optional(),
  error: z.string().max(200).optional(),
});

/**
 * Serves the installation, which begins at our own link (HubSpot then sends our `state` back) or in
 * HubSpot's marketplace (no `state`, but a `returnUrl` at HubSpot).
 */
export function oauthRoutes({ state, authorizeUrl, install, tickets, progress, clock, secure }: OAuthRoutes): Router {
  const router = express.Router();
  const attempts = fewAttempts(IN_VAIN);
  // HubSpot's marketplace may show these pages in a frame of its own; nobody else may.
  router.use('/oauth', neverKept, (_request, response, next) => {
    response.set('content-security-policy', FRAMED_BY_HUBSPOT);
    next();
  });
  // With this prefix a browser takes the cookie from this very host alone, not from a neighbour's.
  const name = secure ? '__Host-ripen_oauth_state' : 'ripen_oauth_state';
  const cookie = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;

  router.get(ROUTES.install, (_request, response) => {
    const issued = state.issue(clock.now());
    response.cookie(name, issued, { ...cookie, maxAge: STATE_LIFE_MS }).redirect(authorizeUrl(issued));
  });

  router.get(ROUTES.installed, async (request, response) => {
    const query = callback.safeParse(request.query);
    response.clearCookie(name, cookie);
    if (!query.success) return refuse(response, 'HubSpot sent an answer that Ripen cannot read.');
    const { code, state: returned, returnUrl, error } = query.data;
    if (error !== undefined || code === undefined)
      return refuse(response, 'The installation was not confirmed in HubSpot.');

    const backTo = returnUrl === undefined ? null : pageOfHubspot(returnUrl);
    const trusted =
      returned === undefined
        ? backTo !== null
        : state.accepts(returned, cookieOf(name, request.headers.cookie), clock.now());
    if (!trusted)
      return refuse(response, 'This installation did not begin in this browser, or it took longer than ten minutes.');

    // The marketplace sends no state that could tell its confirmations from invented ones.
    const sender = request.ip ?? '';
    if (!attempts.begin(sender, clock.now()))
      return response
        .status(429)
        .set('retry-after', `${IN_VAIN.withinMs / 1_000}`)
        .send(page('Too many installations at once', 'Please start the installation again in a minute.'));
    const outcome = await install(code);
    if (outcome.outcome === 'installed') attempts.forgive(sender);
    switch (outcome.outcome) {
      case 'installed':
        if (backTo !== null) return response.redirect(backTo);
        return response.send(
          installedPage(
            outcome.portalId,
            tickets.issue(outcome.portalId, clock.now()),
            await progress(outcome.portalId),
          ),
        );
      case 'bad_code':
        return refuse(response, 'HubSpot no longer accepts this confirmation.');
      case 'unavailable':
        return response
          .status(503)
          .send(page('HubSpot does not answer', 'Please start the installation again in a minute.'));
      case 'moving':
        return response
          .status(503)
          .send(page('This account is being moved', 'Please start the installation again in a few minutes.'));
      case 'misconfigured':
        return response
          .status(500)
          .send(page('Ripen is not set up correctly', 'The vendor has been told. Please try again later.'));
      default:
        return outcome satisfies never;
    }
  });
  router.get(ROUTES.progress, async (request, response) => {
    const ticket = `${request.query['ticket'] ?? ''}`;
    const portalId = tickets.portalOf(ticket, clock.now());
    const reached = portalId === null ? null : await progress(portalId);
    if (portalId === null || reached === null)
      return response
        .status(404)
        .send(page('This link has expired', 'Open the settings page of Ripen in HubSpot: it says how far Ripen is.'));
    return response.send(installedPage(portalId, ticket, reached));
  });
  return router;
}

const refuse = (response: Response, why: string) =>
  response.status(400).send(page('Ripen was not installed', `${why} Please start the installation again.`));

const cookieOf = (name: string, header: string | undefined): string | undefined =>
  header
    ?.split(/;\s*/)
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/**
 * The address, written as it was understood, if it is a page of HubSpot itself; other hosts of
 * `hubspot.com` may show what customers wrote. The browser is sent to no other: that would make the
 * callback an open redirect.
 */
export function pageOfHubspot(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { origin, username, password, href } = new URL(address);
  return UI_HOSTS.includes(origin) && username === '' && password === '' ? href : null;
}
