export type DisconnectPorts = {
  /** removes the app from the account; throws when HubSpot cannot be reached */
  readonly uninstall: () => Promise<void>;
  readonly revoke: () => Promise<unknown>;
  /** erases everything of the portal but a tombstone */
  readonly erase: () => Promise<boolean>;
};

/**
 * Disconnects a portal because we or its user ask for it: HubSpot removes the app from the account, the grant is revoked, and
 * then the data go. In this order, since without tokens HubSpot could not be told any more. Safe to repeat.
 */
export async function disconnectPortal({ uninstall, revoke, erase }: DisconnectPorts): Promise<boolean> {
  await uninstall();
  await revoke();
  return erase();
}
