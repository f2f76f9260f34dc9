type SqlFilter<F> = { readonly [K in Exclude<keyof F, 'company'>]: Exclude<F[K], null> | undefined };

/** The contract says null where the store leaves out, and names a company that the store is told apart from the filter. */
export const sqlFilter = <F extends object>(filter: F): SqlFilter<F> =>
  Object.fromEntries(
    Object.entries(filter)
      .filter(([key]) => key !== 'company')
      .map(([key, value]) => [key, value === null ? undefined : value]),
  ) as SqlFilter<F>;
