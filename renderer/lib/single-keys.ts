import { useLocalStorage } from '@mantine/hooks';

/** Whether single letters do something; who dictates to the computer may want none of that (WCAG 2.1.4). */
export const useSingleKeys = () => useLocalStorage({ key: 'single-keys', defaultValue: true });
