/** A catalogue of names by code, as the options of a select. */
export const optionsOf = (
  names: Readonly<Record<string, string>>,
): { readonly value: string; readonly label: string }[] =>
  Object.entries(names).map(([value, label]) => ({ value, label }));
