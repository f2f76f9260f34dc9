import {
  Alert,
  Badge,
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  type MantineColorsTuple,
  Menu,
  Modal,
  Notification,
  SegmentedControl,
  Tooltip,
} from '@mantine/core';

/** The one accent: a calm indigo, dark enough for white text. */
const indigo: MantineColorsTuple = [
  '#edf0ff',
  '#dde2fe',
  '#bcc5fa',
  '#9aa7f6',
  '#7c8bef',
  '#6273e6',
  '#4453d6',
  '#3a47bd',
  '#303b9e',
  '#262f80',
];
const dark: MantineColorsTuple = [
  '#e4e7ed',
  '#c3c8d2',
  '#9aa2b1',
  '#7b8494',
  '#363c47',
  '#262b34',
  '#1d2128',
  '#171a20',
  '#111418',
  '#0b0d10',
];

/** The head of a dialog is no banner of the page: two dialogs over each other would have two of them. */
const PLAIN_HEADER = { header: { role: 'presentation' } };

/** Mantine's look, toned down to ours. Scroll is never locked: the page itself does not scroll. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: 6,
  colors: { indigo, dark },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontSizes: { xs: '12px', sm: '13.5px', md: '14.5px', lg: '16px', xl: '19px' },
  headings: { fontWeight: '650' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  components: {
    Alert: Alert.extend({
      styles: { title: { color: 'var(--r-text)' }, message: { color: 'var(--r-text)' } },
    }),
    Badge: Badge.extend({ styles: { label: { textTransform: 'none', fontWeight: 600 } } }),
    Button: Button.extend({ styles: { label: { fontWeight: 550 } } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'sm' } }),
    Drawer: Drawer.extend({
      defaultProps: { lockScroll: false, transitionProps: { duration: 160 }, attributes: PLAIN_HEADER },
    }),
    // Its placeholder for the first focus is no item, which a menu's children have to be: the first item has it instead.
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
    Modal: Modal.extend({
      styles: { title: { fontSize: '17px', fontWeight: 650, letterSpacing: '-0.01em' } },
      defaultProps: {
        lockScroll: false,
        centered: true,
        transitionProps: { duration: 120 },
        attributes: PLAIN_HEADER,
      },
    }),
    Notification: Notification.extend({ styles: { description: { color: 'var(--r-text-soft)' } } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { radius: 'md' } }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        withArrow: true,
        openDelay: 250,
        maw: 320,
        multiline: true,
        events: { hover: true, focus: true, touch: false },
      },
    }),
  },
});

/** Mantine's greys and reds fall short of 4.5:1 in places; these do not. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-text': '#171c26',
    '--mantine-color-dimmed': '#565f6e',
    '--mantine-color-placeholder': '#6b7482',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-anchor': '#4453d6',
    '--mantine-color-default-border': '#d5d9e1',
  },
  dark: {
    '--mantine-color-text': '#e4e7ed',
    '--mantine-color-dimmed': '#9aa2b1',
    '--mantine-color-placeholder': '#8b94a3',
    '--mantine-color-error': '#ff9c94',
    '--mantine-color-anchor': '#a5b0ff',
    '--mantine-color-default-border': '#363c47',
    '--mantine-color-indigo-light': '#20264a',
    '--mantine-color-indigo-light-hover': '#2a3160',
    '--mantine-color-indigo-light-color': '#b4bdff',
  },
});
