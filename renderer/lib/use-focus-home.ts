import { useEffect } from 'react';

/** What opens over the window and takes the focus with it when it goes. */
const OVER = '[role="dialog"], [role="menu"]';

const isOver = (node: Node): boolean =>
  node instanceof Element && (node.matches(OVER) || node.querySelector(OVER) !== null);

/** Of dialogs over each other, the one in front: the last in the page. */
const inFront = (): Element | null => [...document.querySelectorAll('[role="dialog"]')].at(-1) ?? null;

/**
 * Who closes a dialog goes on from where it was opened, also when that was an item of a menu which is gone, when the dialog was
 * taken away as a whole, or when it lay over another dialog. Where the opener itself is gone, from the top of the screen.
 * @param home stands for an opener that is gone
 */
export const useFocusHome = (home: () => HTMLElement | null): void => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: one watch for the life of the window
  useEffect(() => {
    /** Where the focus was last: in each dialog, and (null) in the screen under them. */
    const last = new Map<Element | null, HTMLElement>();
    const remember = ({ target }: FocusEvent): void => {
      if (!(target instanceof HTMLElement) || target.closest('[role="menu"]') !== null) return;
      last.set(target.closest('[role="dialog"]'), target);
    };
    const watch = new MutationObserver((changes) => {
      if (document.activeElement !== document.body) return;
      if (!changes.some(({ removedNodes }) => [...removedNodes].some(isOver))) return;
      const dialog = inFront();
      for (const each of last.keys()) if (each !== null && !each.isConnected) last.delete(each);
      const before = last.get(dialog);
      if (before?.isConnected) before.focus({ preventScroll: true });
      else if (dialog === null) home()?.focus({ preventScroll: true });
    });
    document.addEventListener('focusin', remember);
    watch.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', remember);
      watch.disconnect();
    };
  }, []);
};
