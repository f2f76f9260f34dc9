import { useState } from 'react';

/**
 * What had the focus when a dialog was put on screen, for a dialog that is there only while it is open: the kit gives the focus back
 * to what a dialog was opened from only where it saw it being opened.
 * @returns gives the focus back, if what had it is still there
 */
export const useOpener = (): (() => void) => {
  const [opener] = useState(() => document.activeElement);
  return () => {
    // After the dialog has let go of it.
    requestAnimationFrame(() => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    });
  };
};
