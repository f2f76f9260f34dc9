import { useMantineColorScheme } from '@mantine/core';
import { Spotlight, type SpotlightActionData, spotlight } from '@mantine/spotlight';
import {
  IconFileExport,
  IconKeyboard,
  IconMoon,
  IconPlayerPause,
  IconPlayerPlay,
  IconSearch,
  IconSun,
} from '@tabler/icons-react';
import { texts } from '../../shared/texts/es-CL.ts';
import { notifyDone, notifyFailed } from '../components/notify.tsx';
import { addressOf, goTo, SECTIONS } from '../lib/route.ts';
import { typeName } from '../lib/text.ts';
import { useAction, useApi } from '../lib/use-api.ts';
import { useSending } from '../lib/use-sending.ts';
import { SECTION_ICONS } from './navigation.tsx';
import { openHelp } from './shortcut-help.tsx';

const t = texts.shell.commands;
const ICON = { size: 19, stroke: 1.7, 'aria-hidden': true } as const;

/** Opens the palette from a button. */
export const openCommands = spotlight.open;

const sectionCommands = (): SpotlightActionData[] =>
  SECTIONS.map((section) => {
    const SectionIcon = SECTION_ICONS[section];
    return {
      id: `go-${section}`,
      label: t.go(texts.shell.nav[section]),
      leftSection: <SectionIcon {...ICON} />,
      onClick: () => goTo(addressOf(section)),
    };
  });

/** Issuing each type that there are folios for. */
const useIssueCommands = (locked: boolean): SpotlightActionData[] => {
  const { data } = useApi('cafs.list', {});
  if (locked) return [];
  const types = [...new Set((data?.items ?? []).filter(({ left }) => left > 0).map(({ type }) => type))];
  return types.map((type) => ({
    id: `issue-${type}`,
    label: t.issue(typeName(type)),
    leftSection: <IconFileExport {...ICON} />,
    onClick: () => goTo(`${addressOf('documentos', 'emitir')}?tipo=${type}`),
  }));
};

const useSendingCommand = (): SpotlightActionData => {
  const { data } = useSending();
  const resume = useAction('sending.resume');
  return data?.state === 'paused'
    ? {
        id: 'resume',
        label: texts.queue.sending.resume,
        leftSection: <IconPlayerPlay {...ICON} />,
        onClick: () =>
          resume.mutate(
            {},
            { onSuccess: () => notifyDone(texts.queue.sending.resumed), onError: notifyFailed },
          ),
      }
    : {
        id: 'pause',
        label: texts.queue.sending.pause,
        leftSection: <IconPlayerPause {...ICON} />,
        onClick: () => goTo(addressOf('cola', 'pausar')),
      };
};

const useLookCommand = (): SpotlightActionData => {
  const { setColorScheme } = useMantineColorScheme();
  const update = useAction('settings.update');
  const dark = document.documentElement.dataset['mantineColorScheme'] === 'dark';
  const next = dark ? 'light' : 'dark';
  return {
    id: 'look',
    label: t[next],
    leftSection: dark ? <IconSun {...ICON} /> : <IconMoon {...ICON} />,
    onClick: () => {
      setColorScheme(next);
      update.mutate({ colorScheme: next }, { onError: notifyFailed });
    },
  };
};

/** Everything that can be done from anywhere, by its name: Ctrl+K. */
export const CommandPalette = ({ locked }: { readonly locked: boolean }) => {
  const issue = useIssueCommands(locked);
  const look = useLookCommand();
  const sending = useSendingCommand();
  const help: SpotlightActionData = {
    id: 'help',
    label: t.help,
    leftSection: <IconKeyboard {...ICON} />,
    onClick: openHelp,
  };
  return (
    <Spotlight
      actions={[
        { group: t.groups.do, actions: [...issue, sending, look, help] },
        { group: t.groups.go, actions: sectionCommands() },
      ]}
      nothingFound={t.empty}
      shortcut="mod + K"
      tagsToIgnore={[]}
      attributes={{ content: { 'aria-label': t.open } }}
      highlightQuery
      scrollable
      maxHeight={440}
      searchProps={{
        leftSection: <IconSearch size={19} stroke={1.7} aria-hidden />,
        placeholder: t.placeholder,
        'aria-label': t.label,
      }}
    />
  );
};
