/** Setting: the vault (by its manifest's id) that holds the ends of this database's audit trail; null after a restore. */
export const ANCHORED_VAULT = 'backup.trailVault';
