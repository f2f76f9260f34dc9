import type { SpotlightActionData } from '@mantine/spotlight';
import { type Icon, IconBook2, IconRestore, IconShieldLock, IconStethoscope } from '@tabler/icons-react';
import { texts } from '../../shared/texts/es-CL.ts';
import { addressOf, goTo, SECTIONS } from '../lib/route.ts';
import { SECTION_ICONS } from './navigation.tsx';

const t = texts.shell.commands;

const place = (id: string, label: string, PlaceIcon: Icon, address: string): SpotlightActionData => ({
  id: `go-${id}`,
  label,
  leftSection: <PlaceIcon size={19} stroke={1.7} aria-hidden />,
  onClick: () => goTo(address),
});

const helpPage = (page: 'glosario' | 'codigos' | 'diagnostico', PageIcon: Icon): SpotlightActionData =>
  place(page, t.go(texts.help.pages[page]), PageIcon, addressOf('ayuda', page));

/** Every view that there is an address for. */
export const PLACE_COMMANDS: SpotlightActionData[] = [
  ...SECTIONS.map((section) =>
    place(section, t.go(texts.shell.nav[section]), SECTION_ICONS[section], addressOf(section)),
  ),
  place('care', t.care, IconShieldLock, addressOf('respaldos', 'proteccion')),
  place('restore', t.restore, IconRestore, addressOf('respaldos', 'restaurar')),
  helpPage('glosario', IconBook2),
  helpPage('codigos', IconBook2),
  helpPage('diagnostico', IconStethoscope),
];
