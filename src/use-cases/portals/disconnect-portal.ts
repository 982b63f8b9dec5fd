export type DisconnectPorts = {
  /**
   * removes the app from the account; `no_grant`: we have none any more. Throws when HubSpot cannot
   * be reached.
   */
  readonly uninstall: () => Promise<'removed' | 'no_grant'>;
  readonly revoke: () => Promise<unknown>;
  /** erases everything of the portal but a tombstone */
  readonly erase: () => Promise<boolean>;
};

/**
 * Disconnects a portal because we or its user ask for it: HubSpot removes the app from the account,
 * the grant is revoked, and then the data go, at once. In this order, since without tokens HubSpot
 * could not be told any more. Safe to repeat, also after a crash in between: without a grant there
 * is nothing left to tell HubSpot.
 */
export async function disconnectPortal({ uninstall, revoke, erase }: DisconnectPorts): Promise<boolean> {
  await uninstall();
  await revoke();
  return erase();
}
