import { z } from 'zod';
import { IDLE_MINUTES } from '../../shared/domain/operators.ts';
import type { Settings } from '../store/settings.ts';

const COLOR_SCHEMES = ['light', 'dark', 'auto'] as const;
export type ColorScheme = (typeof COLOR_SCHEMES)[number];

const DENSITIES = ['comfortable', 'compact'] as const;
export type Density = (typeof DENSITIES)[number];

const inboxSchema = z.object({ enabled: z.boolean(), folder: z.string().min(1).nullable() });
export type InboxPreference = z.infer<typeof inboxSchema>;

const presenceSchema = z.object({
  closeToTray: z.boolean(),
  startWithSystem: z.boolean(),
  noticeTrouble: z.boolean(),
  noticeGood: z.boolean(),
});
export type PresenceChoices = Readonly<z.infer<typeof presenceSchema>>;

/** Trouble is told, success is not: a shop sends hundreds a day. */
const QUIET: PresenceChoices = {
  closeToTray: true,
  startWithSystem: false,
  noticeTrouble: true,
  noticeGood: false,
};

/** Settings of how the program looks and shows itself, whatever company it works for. */
export const LOOKS = [
  'window.colorScheme',
  'window.density',
  'desktop.presence',
  'desktop.closingExplained',
] as const;

/** What a person has chosen, with what holds where nothing was chosen (or something unreadable is stored). */
export interface Preferences {
  vaultFolder(): string;
  setVaultFolder(folder: string): void;
  colorScheme(): ColorScheme;
  setColorScheme(scheme: ColorScheme): void;
  density(): Density;
  setDensity(density: Density): void;
  /** The watched folder for drafts of other programs: off until a person turns it on. */
  inbox(): InboxPreference;
  setInbox(inbox: InboxPreference): void;
  /** The SII's unit on printed copies; null for the company's comuna. */
  siiOffice(): string | null;
  setSiiOffice(office: string | null): void;
  /** Of the printed copies, as a data address (main/print/logo.ts). Like every setting it goes to the vault. */
  logo(): string | null;
  setLogo(logo: string | null): void;
  /** The list of what is left to set up was put away. */
  checklistAway(): boolean;
  setChecklistAway(away: boolean): void;
  /** How the program shows on the desktop besides its window. */
  presence(): PresenceChoices;
  setPresence(choices: PresenceChoices): void;
  closingExplained(): boolean;
  setClosingExplained(): void;
  /** Minutes without a key or the mouse after which the session closes. */
  idleMinutes(): number;
  setIdleMinutes(minutes: number): void;
}

export const createPreferences = (settings: Settings, defaultVault: string): Preferences => {
  const read = <T>(key: string, schema: z.ZodType<T>, otherwise: T): T => {
    const parsed = schema.safeParse(settings.get(key));
    return parsed.success ? parsed.data : otherwise;
  };
  return {
    vaultFolder: () => read('vault.folder', z.string().min(1), defaultVault),
    setVaultFolder: (folder) => settings.set('vault.folder', folder),
    colorScheme: () => read('window.colorScheme', z.enum(COLOR_SCHEMES), 'auto'),
    setColorScheme: (scheme) => settings.set('window.colorScheme', scheme),
    density: () => read('window.density', z.enum(DENSITIES), 'comfortable'),
    setDensity: (density) => settings.set('window.density', density),
    inbox: () => read('intake.inbox', inboxSchema, { enabled: false, folder: null }),
    setInbox: (inbox) => settings.set('intake.inbox', inbox),
    siiOffice: () => read('print.siiOffice', z.string().min(1).nullable(), null),
    logo: () => read('print.logo', z.string().startsWith('data:image/').nullable(), null),
    setLogo: (logo) => settings.set('print.logo', logo),
    setSiiOffice: (office) => settings.set('print.siiOffice', office),
    checklistAway: () => read('home.checklistAway', z.boolean(), false),
    setChecklistAway: (away) => settings.set('home.checklistAway', away),
    presence: () => read('desktop.presence', presenceSchema, QUIET),
    setPresence: (choices) => settings.set('desktop.presence', choices),
    closingExplained: () => read('desktop.closingExplained', z.boolean(), false),
    setClosingExplained: () => settings.set('desktop.closingExplained', true),
    idleMinutes: () =>
      read('session.idleMinutes', z.int().min(IDLE_MINUTES.min).max(IDLE_MINUTES.max), IDLE_MINUTES.usual),
    setIdleMinutes: (minutes) => settings.set('session.idleMinutes', minutes),
  };
};
