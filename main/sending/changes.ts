/** What a screen may have to read again. */
export type Topic = 'documents' | 'queue' | 'backups';

/** Tells, after a commit, which lists are out of date. It carries no data: whoever cares reads the database. */
export interface Changes {
  emit(topics: readonly Topic[]): void;
  /** @returns a function that stops the listening */
  on(listener: (topics: readonly Topic[]) => void): () => void;
}

/** @param failed is handed what a listener threw: a screen's trouble is not the sender's */
export const createChanges = (failed: (error: unknown) => void = () => {}): Changes => {
  const listeners = new Set<(topics: readonly Topic[]) => void>();
  return {
    emit(topics) {
      for (const listener of [...listeners]) {
        try {
          listener(topics);
        } catch (error) {
          failed(error);
        }
      }
    },
    on(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
};
