/** What closing the window comes to. */
export interface ClosingParts {
  /** The program is ending anyway. */
  readonly isQuitting: () => boolean;
  /** There is a tray, and a person wants the program to stay in it. */
  readonly staysInTray: () => boolean;
  readonly wasExplained: () => boolean;
  readonly explained: () => void;
  /** Says once that the program goes on. @returns whether it is to stay */
  readonly explain: () => Promise<boolean>;
  readonly hide: () => void;
  readonly quit: () => void;
}

/**
 * What a window's `close` asks: without a tray, or when the program ends, the window closes, and the program ends safely behind it;
 * otherwise it hides, which is explained the first time.
 * @returns whether the window is to stay open for now (`preventDefault`)
 */
export const createClosing = (parts: ClosingParts) => (): boolean => {
  if (parts.isQuitting() || !parts.staysInTray()) return false;
  if (parts.wasExplained()) {
    parts.hide();
    return true;
  }
  void parts.explain().then((stays) => {
    if (!stays) return parts.quit();
    parts.explained();
    parts.hide();
  });
  return true;
};
