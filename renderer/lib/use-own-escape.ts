import { useWindowEvent } from '@mantine/hooks';
import { type RefObject, useRef } from 'react';

const DIALOG = '[role="dialog"][aria-modal="true"]';

/**
 * Escape for a dialog that others may lie over: the kit closes all of them at once, and whoever looked at a preview would lose
 * the document under it. To be used with `closeOnEscape={false}`.
 * @returns to be put on the dialog
 */
export const useOwnEscape = (onEscape: () => void): RefObject<HTMLDivElement | null> => {
  const own = useRef<HTMLDivElement>(null);
  useWindowEvent(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || event.isComposing || !(event.target instanceof Element)) return;
      // A list or a menu that is open inside takes it for itself.
      if (event.target.getAttribute('data-mantine-stop-propagation') === 'true') return;
      // One that is only just going, as the palette that led here, does not hold it up.
      if (own.current?.contains(event.target)) return onEscape();
      // Also where the other one has heard of it first, and is gone from the page already.
      const others = [event.target.closest(DIALOG), ...document.querySelectorAll(DIALOG)];
      if (others.some((each) => each !== null && own.current?.contains(each) === false)) return;
      onEscape();
    },
    { capture: true },
  );
  return own;
};
