import { useEffect, useState } from 'react';
import { CONTENT } from './content.ts';

/** A section whose beginning is so near the upper edge is the one that is read (pixels). */
const NEAR = 120;

/**
 * Which of the sections of a long page is being read, following the scrolling.
 * @param ids of their elements, in the order of the page
 */
export const useSectionInView = (ids: readonly string[]): string | null => {
  const [current, setCurrent] = useState<string | null>(ids[0] ?? null);
  const all = ids.join(' ');
  useEffect(() => {
    const scroller = document.getElementById(CONTENT);
    if (scroller === null) return;
    const look = (): void => {
      const edge = scroller.getBoundingClientRect().top + NEAR;
      const names = all.split(' ');
      const atEnd =
        scroller.scrollTop > 0 && scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2;
      const read = names.findLast((id) => {
        const top = document.getElementById(id)?.getBoundingClientRect().top;
        return top !== undefined && top <= edge;
      });
      setCurrent((atEnd ? names.at(-1) : read) ?? names[0] ?? null);
    };
    look();
    scroller.addEventListener('scroll', look, { passive: true });
    return () => scroller.removeEventListener('scroll', look);
  }, [all]);
  return current;
};
