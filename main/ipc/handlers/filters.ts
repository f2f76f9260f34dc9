/** The contract says null where the store leaves out. */
export const sqlFilter = <F extends { readonly from: string | null; readonly to: string | null }>(
  filter: F,
) => ({
  ...filter,
  from: filter.from ?? undefined,
  to: filter.to ?? undefined,
});
