import { type CustomProperty, createLoader, defineProperties } from '../../../sandbox/portal/load.ts';
import type { Sandbox } from '../../../sandbox/sandbox.ts';

/* Accounts with a past: leads that came, were won or lost, and what was written when. */

export type PastRow = {
  readonly properties: Readonly<Record<string, string>>;
  readonly company?: Readonly<Record<string, string>> | undefined;
  /** undefined: nobody knows yet */
  readonly won: boolean | undefined;
  /** the lead status that sales gave it when it was decided, instead of a deal */
  readonly status?: string;
};

const DAY = 86_400_000;

/**
 * Puts leads into an account, one after another over two years. Each is decided 20 days after it
 * came; what `afterwards` names, somebody types an hour later, and only then. Answers the ids.
 */
export function loadPast(
  sandbox: Sandbox,
  own: { readonly contacts: readonly CustomProperty[]; readonly companies?: readonly CustomProperty[] },
  rows: readonly PastRow[],
  afterwards: readonly string[],
): readonly string[] {
  const portal = sandbox.portal();
  defineProperties(portal, 'contacts', own.contacts);
  defineProperties(portal, 'companies', own.companies ?? []);
  const load = createLoader(portal, () => {});
  const until = sandbox.clock.now() - 60 * DAY;
  const source = { type: 'CRM_UI', id: 'userId:7' };
  return rows.map(({ properties: given, company, won, status }, place) => {
    const bornAt = Math.round(until - (730 * DAY * (rows.length - place)) / rows.length);
    const closedAt = bornAt + 20 * DAY;
    const typed = afterwards.filter((name) => given[name] !== undefined);
    const born = new Date(bornAt).toISOString();
    const values = Object.fromEntries(
      Object.entries(given).filter(([name]) => won !== undefined || !afterwards.includes(name)),
    );
    return load({
      key: `lead ${place}`,
      properties: { lifecyclestage: 'lead', ...values, ...(status && { hs_lead_status: status }), createdate: born },
      ...(company && { company: { createdate: born, ...company } }),
      deals:
        won === undefined || status !== undefined
          ? []
          : [
              {
                properties: {
                  dealname: `deal ${place}`,
                  dealstage: won ? 'closedwon' : 'closedlost',
                  createdate: born,
                  closedate: new Date(closedAt).toISOString(),
                },
              },
            ],
      history: {
        ...(status && {
          hs_lead_status: [
            { value: 'NEW', timestamp: bornAt },
            { value: status, timestamp: closedAt, source },
          ],
        }),
        ...(won !== undefined &&
          Object.fromEntries(
            typed.map((name) => [name, [{ value: given[name]!, timestamp: closedAt + 3_600_000, source }]]),
          )),
      },
    }).id;
  });
}
