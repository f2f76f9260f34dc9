/** macOS has its own key for what is Ctrl elsewhere. */
const isMac = /Mac/i.test(navigator.userAgent);

/** How the key beside the letter of a shortcut is called on this keyboard. */
export const MOD: string = isMac ? '⌘' : 'Ctrl';
