import { Center, SegmentedControl, Tooltip, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { texts } from '../../shared/texts/es-CL.ts';
import { useKeepLook } from '../lib/use-keep-look.ts';

type Scheme = 'light' | 'dark' | 'auto';
const OPTIONS = [
  { value: 'light', icon: IconSun },
  { value: 'dark', icon: IconMoon },
  { value: 'auto', icon: IconDeviceDesktop },
] as const;

/** Light, dark, or as the system: applied at once, and remembered. */
export const ColorSchemeSwitch = ({ words = false }: { readonly words?: boolean }) => {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const keepLook = useKeepLook();
  const change = (value: Scheme) => {
    setColorScheme(value);
    keepLook({ colorScheme: value });
  };
  return (
    <SegmentedControl<Scheme>
      aria-label={texts.shell.theme.label}
      value={colorScheme}
      onChange={change}
      fullWidth={!words}
      size={words ? 'sm' : 'xs'}
      data-testid={words ? 'color-scheme' : 'color-scheme-nav'}
      data={OPTIONS.map(({ value, icon: OptionIcon }) => ({
        value,
        label: (
          <Tooltip label={texts.shell.theme[value]} disabled={words}>
            <Center style={{ gap: 8 }}>
              <OptionIcon size={16} aria-hidden />
              {words ? texts.shell.theme[value] : <VisuallyHidden>{texts.shell.theme[value]}</VisuallyHidden>}
            </Center>
          </Tooltip>
        ),
      }))}
    />
  );
};
