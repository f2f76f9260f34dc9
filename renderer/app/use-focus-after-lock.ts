import { useEffect, useRef } from 'react';

/** The screen that asks who is there, while it is there. Its own fields are nobody's work. */
const ASKING = '[data-asking]';
/** Gone by the time one comes back. */
const MENU = '[role="menu"]';

/** Whoever comes back to a locked screen goes on from where the focus was; where that is gone, from the top of the screen. */
export const useFocusAfterLock = (locked: boolean): void => {
  const last = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const remember = ({ target }: FocusEvent): void => {
      if (target instanceof HTMLElement && target.closest(`${ASKING}, ${MENU}`) === null)
        last.current = target;
    };
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, []);
  useEffect(() => {
    if (locked || last.current === null || document.activeElement !== document.body) return;
    const place = last.current.isConnected ? last.current : document.querySelector<HTMLElement>('main');
    place?.focus({ preventScroll: true });
  }, [locked]);
};
