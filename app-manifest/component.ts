/**
 * A part of the HubSpot project: what its `-hsmeta.json` file declares. Uids are permanent: a
 * changed one is a new part to HubSpot, and placement and settings of the old one are lost.
 */
export type Component = {
  readonly uid: string;
  readonly type: ComponentType;
  readonly config: unknown;
};

/**
 * The types that Ripen uses, each with the only folder in which HubSpot looks for it. A nested file
 * is skipped without a word.
 */
export const FOLDERS = {
  app: 'app',
  card: 'app/cards',
  settings: 'app/settings',
  page: 'app/pages',
  webhooks: 'app/webhooks',
  'workflow-action': 'app/workflow-actions',
} as const;
export type ComponentType = keyof typeof FOLDERS;

/** Where the declaration lies, relative to the project's source folder. */
export const metaFileOf = ({ uid, type }: Component): string => `${FOLDERS[type]}/${uid}-hsmeta.json`;
