/** The contract says null where the store leaves out. */
export const sqlFilter = <F extends object>(
  filter: F,
): { readonly [K in keyof F]: Exclude<F[K], null> | undefined } =>
  Object.fromEntries(
    Object.entries(filter).map(([key, value]) => [key, value === null ? undefined : value]),
  ) as { readonly [K in keyof F]: Exclude<F[K], null> | undefined };
