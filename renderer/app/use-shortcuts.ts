import { spotlight } from '@mantine/spotlight';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { chooseRow, growChoice, moveRow, pressKeyOf } from '../components/list/rows.ts';
import { openHelp } from '../lib/help-sheet.ts';
import { addressOf, goTo, SECTIONS } from '../lib/route.ts';
import { useSingleKeys } from '../lib/single-keys.ts';
import { closeSession, useSession } from '../lib/use-session.ts';
import { isLocked } from './locked.ts';

const EDITABLE = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="listbox"]';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(EDITABLE) !== null;

const hasDialog = (): boolean => document.querySelector('[role="dialog"]') !== null;

/** @returns whether the key meant something */
const onSingleKey = (key: string): boolean => {
  switch (key) {
    case '?':
      openHelp();
      return true;
    case '/': {
      const search = document.querySelector<HTMLInputElement>('[data-testid="filter-text"]');
      search?.focus();
      return search !== null;
    }
    case 'j':
      return moveRow(1);
    case 'k':
      return moveRow(-1);
    case 'r':
    case 'v':
    case 'e':
      return pressKeyOf(key.toUpperCase());
    default:
      return false;
  }
};

/** Keys that mean something on a row: the arrows, and Space, which elsewhere presses what has the focus. */
const onRowKey = ({ key, shiftKey, target }: KeyboardEvent): boolean => {
  if (!(target instanceof Element) || target.closest('tr[data-row]') === null) return false;
  if (key === ' ') return target.matches('[data-row-open]') && chooseRow(shiftKey);
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return false;
  const by = key === 'ArrowDown' ? 1 : -1;
  return (shiftKey && growChoice(by)) || moveRow(by);
};

/** Menu, content and foot, in the order of the page; `by` -1 goes the other way round. */
const moveRegion = (by: 1 | -1): void => {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')];
  const now = regions.findIndex((region) => region.contains(document.activeElement));
  regions.at((now + by + regions.length) % regions.length)?.focus();
};

/** @returns whether the key meant something */
const onFunctionKey = (event: KeyboardEvent, client: QueryClient): boolean => {
  if (event.key === 'F5') {
    void client.invalidateQueries();
    return true;
  }
  if (event.key !== 'F6' || hasDialog()) return false;
  moveRegion(event.shiftKey ? -1 : 1);
  return true;
};

/** The keys that work on every screen. Escape is each dialog's. */
export const useShortcuts = (): void => {
  const [single] = useSingleKeys();
  const client = useQueryClient();
  const signInOn = useSession().data?.signInOn ?? false;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || isLocked()) return;
      const section = SECTIONS[Number(event.key) - 1];
      let done = false;
      if (event.ctrlKey || event.metaKey) {
        if (signInOn && event.key.toLowerCase() === 'l') {
          void closeSession(event.shiftKey ? 'other' : 'same');
          done = true;
        } else if (event.key.toLowerCase() === 'k' && !event.shiftKey) {
          spotlight.open();
          done = true;
        } else if (section !== undefined && !hasDialog()) {
          goTo(addressOf(section));
          done = true;
        }
      } else if (onFunctionKey(event, client)) {
        done = true;
      } else if (!isTyping(event.target) && !hasDialog()) {
        done = onRowKey(event) || (single && onSingleKey(event.key));
      }
      if (done) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [single, client, signInOn]);
};
