import { actors, audit } from './audit.ts';
import { backups } from './backups.ts';
import { common } from './common.ts';
import { companies } from './companies.ts';
import { documents } from './documents.ts';
import { errors } from './errors.ts';
import { exchange } from './exchange.ts';
import { foliosTexts as folios } from './folios.ts';
import { health } from './health.ts';
import { help } from './help.ts';
import { home } from './home.ts';
import { intake } from './intake.ts';
import { issues } from './issues.ts';
import { keys } from './keys.ts';
import { lists } from './lists.ts';
import { mail } from './mail.ts';
import { native } from './native.ts';
import { onboarding } from './onboarding.ts';
import { operators } from './operators.ts';
import { presence } from './presence.ts';
import { print } from './print.ts';
import { queue } from './queue.ts';
import { restore } from './restore.ts';
import { safekeeping } from './safekeeping.ts';
import { sendErrors } from './send-errors.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import {
  attemptKinds,
  attemptOutcomes,
  documentTypes,
  environments,
  errorClasses,
  errorClassNames,
  integrities,
  queueStates,
  siiStates,
} from './states.ts';
import { tour } from './tour.ts';
import { trail } from './trail.ts';
import { warnings } from './warnings.ts';
import { zone } from './zone.ts';

/** Every word that Resguardo shows, in Spanish of Chile. Components hold no text of their own. */
export const texts = {
  actors,
  attemptKinds,
  attemptOutcomes,
  audit,
  backups,
  common,
  companies,
  documents,
  documentTypes,
  environments,
  errorClasses,
  errorClassNames,
  errors,
  folios,
  health,
  help,
  exchange,
  home,
  intake,
  integrities,
  issues,
  mail,
  keys,
  lists,
  native,
  onboarding,
  presence,
  operators,
  printing: print,
  queue,
  queueStates,
  restore,
  safekeeping,
  sendErrors,
  settings,
  shell,
  siiStates,
  tour,
  trail,
  warnings,
  zone,
} as const;
