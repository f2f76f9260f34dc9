import type { Heights } from './plan.ts';

/** A little of every sheet is left free: paper lays lines out a hair differently from the screen. */
const SPARE_PX = 8;

/** Height with the outer distance below it, which is how parts keep apart. */
const heightOf = (element: Element | null): number => {
  if (element === null) return 0;
  const { marginTop, marginBottom } = getComputedStyle(element);
  return (
    element.getBoundingClientRect().height + Number.parseFloat(marginTop) + Number.parseFloat(marginBottom)
  );
};

/** Reads the heights of everything from the trial sheet. Parts are found by `data-part`. */
export const measure = (trial: HTMLElement): Heights => {
  const part = (name: string, within: ParentNode = trial): Element | null =>
    within.querySelector(`[data-part="${name}"]`);
  const body = part('body');
  const room = body === null ? 0 : body.getBoundingClientRect().height;
  return {
    sheet: room - SPARE_PX,
    firstHead: heightOf(part('first-head')),
    nextHead: heightOf(part('next-head')),
    foot: heightOf(part('foot')),
    sections: [...trial.querySelectorAll('[data-part="section"]')].map((section) => {
      const rows = [...section.querySelectorAll('tbody > tr')].map(heightOf);
      return { head: heightOf(section) - rows.reduce((sum, row) => sum + row, 0), rows };
    }),
  };
};
