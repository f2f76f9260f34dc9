import { useEffect } from 'react';

/** What opens over the window and takes the focus with it when it goes. */
const OVER = '[role="dialog"], [role="menu"]';

const isOver = (node: Node): boolean =>
  node instanceof Element && (node.matches(OVER) || node.querySelector(OVER) !== null);

/**
 * Who closes a dialog goes on from where it was opened, also when that was an item of a menu which is gone, or when the dialog was
 * taken away as a whole. Where the opener itself is gone, from the top of the screen.
 * @param home stands for an opener that is gone
 */
export const useFocusHome = (home: () => HTMLElement | null): void => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: one watch for the life of the window
  useEffect(() => {
    let last: HTMLElement | null = null;
    const remember = ({ target }: FocusEvent): void => {
      if (target instanceof HTMLElement && target.closest(OVER) === null) last = target;
    };
    const watch = new MutationObserver((changes) => {
      if (document.activeElement !== document.body) return;
      if (!changes.some(({ removedNodes }) => [...removedNodes].some(isOver))) return;
      if (document.querySelector('[role="dialog"]') !== null) return;
      (last?.isConnected ? last : home())?.focus({ preventScroll: true });
    });
    document.addEventListener('focusin', remember);
    watch.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', remember);
      watch.disconnect();
    };
  }, []);
};
