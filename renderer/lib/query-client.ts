import { QueryClient } from '@tanstack/react-query';
import type { ChangeTopic, ChannelName } from '../../shared/ipc/channels.ts';
import { Failure } from './api.ts';

/** Which answers of main may be out of date once main announces a topic. */
const AFFECTED: Record<ChangeTopic, readonly ChannelName[]> = {
  documents: [
    'app.status',
    'home.summary',
    'home.trends',
    'home.checklist',
    'documents.list',
    'documents.get',
    'drafts.kept',
    'drafts.receptors',
    'drafts.items',
    'backups.list',
    'companies.list',
    'lists.groups',
    'queue.list',
    'queue.causes',
    'cafs.list',
    'folios.report',
    'practice.get',
  ],
  queue: [
    'app.status',
    'home.summary',
    'home.trends',
    'queue.list',
    'queue.causes',
    'queue.counts',
    'sending.state',
    'documents.list',
    'documents.get',
    'practice.get',
  ],
  backups: [
    'app.status',
    'home.summary',
    'home.checklist',
    'backups.list',
    'lists.groups',
    'backups.summary',
    'documents.list',
    'documents.get',
  ],
  setup: [
    'session.state',
    'app.status',
    'keys.status',
    'company.get',
    'companies.list',
    'cafs.list',
    'folios.report',
    'home.summary',
    'home.checklist',
  ],
  settings: [
    'settings.get',
    'backups.summary',
    'presence.get',
    'home.checklist',
    'mail.get',
    'mail.ofDocument',
    'print.logo',
    'print.office',
    'session.state',
  ],
  practice: ['app.status', 'practice.get', 'home.summary', 'home.checklist', 'sending.state', 'tour.get'],
  mail: ['mail.get', 'mail.ofDocument', 'documents.get'],
  intake: ['intake.batch', 'intake.batchRows', 'intake.inbox'],
  health: [
    'cleanup.get',
    'app.health',
    'app.status',
    'sending.state',
    'vault.status',
    'session.state',
    'queue.list',
    'documents.get',
    'home.summary',
  ],
  session: ['session.state'],
  operators: ['operators.list', 'trail.operators'],
  trail: ['trail.list', 'trail.verdict'],
};

/** IPC is not the network: queries always run, and only a failure that main did not name is tried again. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 5_000,
        retry: (count, error) => !(error instanceof Failure) && count < 2,
        refetchOnWindowFocus: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });

/** Marks what the topics touch as out of date, so that what is on screen is asked for again. */
export const invalidateTopics = (client: QueryClient, topics: readonly ChangeTopic[]): void => {
  for (const channel of new Set(topics.flatMap((topic) => AFFECTED[topic]))) {
    void client.invalidateQueries({ queryKey: [channel] });
  }
};
