/** A main process that is busy from its first moment (a batch goes on) may collect an answer before it is read. */
const TRIES = 20;

/** Asks main again where its answer was collected before it was read: for what may be done twice. */
export const patient = async <T>(ask: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (tries === TRIES || !String(error).includes('garbage collected')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
};
