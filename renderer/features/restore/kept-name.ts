/** `Antes de restaurar 05-07-2026 11.30` holds a point, as Windows wants it; people read `05-07-2026 11:30`. */
export const momentOfKept = (name: string): string =>
  name.replace(/^Antes de restaurar /, '').replace(/(\d\d)\.(\d\d)(?= |$)/, '$1:$2');
