import { useMantineColorScheme } from '@mantine/core';
import type { SpotlightActionData } from '@mantine/spotlight';
import {
  type Icon,
  IconCloudQuestion,
  IconDeviceFloppy,
  IconFileExport,
  IconFileSpreadsheet,
  IconKeyboard,
  IconLock,
  IconMoon,
  IconPlayerPause,
  IconPlayerPlay,
  IconRoute,
  IconShieldCheck,
  IconSun,
  IconUserShare,
  IconViewportShort,
  IconViewportTall,
} from '@tabler/icons-react';
import { texts } from '../../shared/texts/es-CL.ts';
import { notifyDone, notifyFailed, notifyProblem } from '../components/notify.tsx';
import { tellRound } from '../features/safekeeping/tell-round.ts';
import { useDensity } from '../lib/density.ts';
import { openHelp } from '../lib/help-sheet.ts';
import { addressOf, goTo } from '../lib/route.ts';
import { typeName } from '../lib/text.ts';
import { useBeginTour } from '../lib/tour.ts';
import { useAction, useApi } from '../lib/use-api.ts';
import { useKeepLook } from '../lib/use-keep-look.ts';
import { useSending } from '../lib/use-sending.ts';
import { closeSession, useMay, useSession } from '../lib/use-session.ts';

const t = texts.shell.commands;
export const ICON = { size: 19, stroke: 1.7, 'aria-hidden': true } as const;

const command = (id: string, label: string, CommandIcon: Icon, onClick: () => void): SpotlightActionData => ({
  id,
  label,
  leftSection: <CommandIcon {...ICON} />,
  onClick,
});

/** Issuing each type that there are folios for, and many at once. */
export const useIssueCommands = (locked: boolean): SpotlightActionData[] => {
  const { data } = useApi('cafs.list', {});
  const may = useMay('documents.issue');
  if (locked || !may) return [];
  const types = [...new Set((data?.items ?? []).filter(({ left }) => left > 0).map(({ type }) => type))];
  return [
    ...types.map((type) =>
      command(`issue-${type}`, t.issue(typeName(type)), IconFileExport, () =>
        goTo(`${addressOf('documentos', 'emitir')}?tipo=${type}`),
      ),
    ),
    command('mass', t.mass, IconFileSpreadsheet, () => goTo(addressOf('documentos', 'masiva'))),
  ];
};

/** Pausing or resuming, and asking the SII whether it is there. */
export const useSendingCommands = (): SpotlightActionData[] => {
  const { data } = useSending();
  const resume = useAction('sending.resume');
  const probe = useAction('sending.probe');
  const may = useMay('sending.pause');
  const { sending } = texts.queue;
  const hold =
    data?.state === 'paused'
      ? command('resume', sending.resume, IconPlayerPlay, () =>
          resume.mutate({}, { onSuccess: () => notifyDone(sending.resumed), onError: notifyFailed }),
        )
      : command('pause', sending.pause, IconPlayerPause, () => goTo(addressOf('cola', 'pausar')));
  const ask = () =>
    probe.mutate(
      {},
      {
        onSuccess: ({ state }) =>
          state === 'waiting'
            ? notifyProblem(sending.probeFailed, sending.probeFailedText)
            : notifyDone(t.probed.sending),
        onError: notifyFailed,
      },
    );
  return !may ? [] : [hold, command('probe', t.probe, IconCloudQuestion, ask)];
};

/** What takes care of the business, and what helps. */
export const useWorkCommands = (practice: boolean): SpotlightActionData[] => {
  const verify = useAction('backups.verifyAll');
  const report = useAction('help.saveReport');
  const begin = useBeginTour();
  const mayVerify = useMay('backups.verifyAll');
  const mayTour = useMay('tour.go');
  const verifyAll = () => {
    notifyDone(t.verifying);
    verify.mutate({}, { onSuccess: tellRound, onError: notifyFailed });
  };
  const save = () =>
    report.mutate(
      {},
      {
        onSuccess: ({ file }) => {
          if (file !== null) notifyDone(texts.help.diagnosis.saved, file);
        },
        onError: notifyFailed,
      },
    );
  return [
    ...(mayVerify ? [command('verify', t.verify, IconShieldCheck, verifyAll)] : []),
    command('report', t.report, IconDeviceFloppy, save),
    ...(practice && mayTour ? [command('tour', t.tour, IconRoute, begin)] : []),
    command('help', t.help, IconKeyboard, openHelp),
  ];
};

/** Closing the session, for oneself or for somebody else. */
export const useSessionCommands = (): SpotlightActionData[] => {
  const signInOn = useSession().data?.signInOn ?? false;
  const { lock, switch: other } = texts.operators.chip;
  return signInOn
    ? [
        command('lock', lock, IconLock, () => void closeSession('same')),
        command('switch', other, IconUserShare, () => void closeSession('other')),
      ]
    : [];
};

/** The other colours, and the other density. */
export const useLookCommands = (): SpotlightActionData[] => {
  const { setColorScheme } = useMantineColorScheme();
  const keepLook = useKeepLook();
  const { density, setDensity } = useDensity();
  const dark = document.documentElement.dataset['mantineColorScheme'] === 'dark';
  const colors = dark ? 'light' : 'dark';
  const dense = density === 'compact' ? 'comfortable' : 'compact';
  return [
    command('look', t[colors], dark ? IconSun : IconMoon, () => {
      setColorScheme(colors);
      keepLook({ colorScheme: colors });
    }),
    command('density', t[dense], dense === 'compact' ? IconViewportShort : IconViewportTall, () =>
      setDensity(dense),
    ),
  ];
};
