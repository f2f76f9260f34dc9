import type { Page } from 'playwright';
import { type DocumentKey, documentList } from './document-list.ts';

export type QueueTab = 'person' | 'waiting' | 'uncertain' | 'fresh' | 'abandoned' | 'done';

/** Cola de envíos. */
export const queueScreen = (page: Page) => {
  const list = documentList(page, 'cola', 'queue-row');
  const tab = async (name: QueueTab): Promise<void> => {
    await list.open();
    await page.getByTestId(`queue-tab-${name}`).click();
  };
  return {
    ...list,
    tab,
    retry: (key: DocumentKey): Promise<void> => list.row(key).getByTestId('queue-retry').click(),
    /** Of what the SII refused, where correcting it is offered first. */
    retryUnchanged: async (key: DocumentKey): Promise<void> => {
      await list.row(key).getByTestId('queue-more').click();
      await page.getByTestId('queue-retry-unchanged').click();
    },
    /** Of what is in doubt the SII is only asked. */
    ask: (key: DocumentKey): Promise<void> => list.row(key).getByTestId('queue-ask').click(),
    /** On the tab that is open. */
    openDetail: list.openRow,
    /** Opens the dialog that asks for the reason. */
    startAbandoning: async (key: DocumentKey): Promise<void> => {
      await list.row(key).getByTestId('queue-more').click();
      await page.getByTestId('queue-abandon').click();
      await page.getByTestId('abandon-reason').waitFor();
    },
    giveReason: (reason: string): Promise<void> => page.getByTestId('abandon-reason').fill(reason),
    /** Holds all sending back for an hour. */
    pauseForAnHour: async (): Promise<void> => {
      await list.open();
      await page.getByTestId('sending-pause').click();
      await page.getByTestId('pause-reason').fill('Cambio de internet');
      await page.getByTestId('pause-hour').check();
      await page.getByTestId('pause-confirm').click();
      await page.getByTestId('sending-paused').waitFor();
    },
    confirmAbandon: (): Promise<void> => page.getByTestId('abandon-confirm').click(),
  };
};
