/**
 * Reads what may one day not be readable any more: then it is what it was the last time.
 * @param otherwise what it is while there is no last time; without it, that is thrown on
 */
export const lastKnown = <T>(read: () => T, ...otherwise: readonly [T] | readonly []): (() => T) => {
  let last: { readonly value: T } | null = otherwise.length === 1 ? { value: otherwise[0] } : null;
  return () => {
    try {
      last = { value: read() };
    } catch (error) {
      if (last === null) throw error;
    }
    return last.value;
  };
};
