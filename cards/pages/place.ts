/* Where on the page somebody is, as HubSpot's address says: `/work/ready`, `/model?draft=d`. */

const TABS = ['overview', 'set-up', 'work', 'figures', 'model', 'learn', 'what-if', 'check', 'versions'] as const;
export type TabId = (typeof TABS)[number];

export type Place = {
  readonly tab: TabId;
  /** what is open within the tab: a list, a page of figures, a version; null: the first */
  readonly open: string | null;
  /** the draft that is looked at; null: the one that was edited last */
  readonly draftId: string | null;
  /** the comparison that is looked at; null: none yet */
  readonly planId: string | null;
};

type Address = { readonly path: string; readonly params: Readonly<Record<string, string>> };

/** The place of an address; an address that names no tab is of the first one. */
export function placeAt({ path, params }: Address): Place {
  const [first = '', open = ''] = path.split('/').filter((part) => part !== '');
  const tab = TABS.find((one) => one === first);
  return {
    tab: tab ?? 'overview',
    open: tab === undefined || open === '' ? null : open,
    draftId: params['draft'] ?? null,
    planId: params['plan'] ?? null,
  };
}

export const addressOf = ({ tab, open, draftId, planId }: Place): { to: string; params: Record<string, string> } => ({
  to: `/${tab}${open === null ? '' : `/${open}`}`,
  params: { ...(draftId !== null && { draft: draftId }), ...(planId !== null && { plan: planId }) },
});
