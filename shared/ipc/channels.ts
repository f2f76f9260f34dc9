/**
 * The names of all channels, apart from their schemas, so that the preload script needs no schema library.
 * contract.ts must describe each of them, and nothing else (its type says so).
 */
export const CHANNELS = [
  'app.status',
  'app.unlock',
  'setup.practice',
  'setup.real',
  'company.get',
  'company.update',
  'certificates.import',
  'cafs.list',
  'cafs.import',
  'home.summary',
  'drafts.read',
  'drafts.preview',
  'documents.issue',
  'documents.list',
  'documents.get',
  'backups.list',
  'backups.summary',
  'backups.verify',
  'exports.run',
  'queue.list',
  'queue.counts',
  'queue.retry',
  'queue.abandon',
  'settings.get',
  'settings.update',
  'dialogs.chooseFolder',
  'shell.reveal',
  'vault.status',
  'vault.advise',
  'backups.verifyAll',
  'backups.verifyReport',
  'snapshots.list',
  'snapshots.take',
  'mirror.set',
  'mirror.sync',
  'restore.inspect',
  'restore.run',
  'restore.progress',
  'restore.cancel',
  'restore.kept',
  'restore.revert',
  'restore.apply',
  'restore.document',
  'drill.run',
  'archive.make',
  'archive.open',
  'keys.setRecovery',
  'keys.protect',
  'practice.get',
  'practice.setFault',
  'practice.setProcessingTime',
  'practice.advanceClock',
] as const;
export type ChannelName = (typeof CHANNELS)[number];

/** What main tells the renderer by itself: which lists may have changed. */
export const EVENT_CHANNEL = 'event.changed';
export const CHANGE_TOPICS = ['documents', 'queue', 'backups', 'setup', 'settings', 'practice'] as const;
export type ChangeTopic = (typeof CHANGE_TOPICS)[number];
