export const OPEN_HELP = 'resguardo:help';

/** Shows the sheet of keys, from wherever it is asked for. */
export const openHelp = (): void => {
  window.dispatchEvent(new Event(OPEN_HELP));
};
