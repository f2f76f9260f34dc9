import { texts } from '../../../shared/texts/es-CL.ts';
import type { World } from './world.ts';

/** Something that a person can have before them: how to get there from anywhere, and how to leave it. */
export interface View {
  readonly name: string;
  readonly open: (world: World) => Promise<unknown>;
  /** For what lies over the window. */
  readonly leave?: (world: World) => Promise<unknown>;
}

/** One place by its address, waited for by what it shows. */
const at = (name: string, address: string, sign: string): View => ({
  name,
  open: async ({ page }) => {
    await page.evaluate((hash) => {
      (globalThis as unknown as { location: { hash: string } }).location.hash = hash;
    }, address);
    await page.getByTestId(sign).first().waitFor();
  },
});

const closeDialog = async ({ page }: World): Promise<void> => {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
};

const QUEUE_TABS = ['person', 'waiting', 'uncertain', 'fresh', 'abandoned', 'done'] as const;

/**
 * Every view of a company that is set up. @param ids documents in the states that look different
 */
export const allViews = (ids: { readonly good: number; readonly bad: number }): readonly View[] => [
  at('inicio', '#/inicio', 'home-hero'),
  at('documentos', '#/documentos', 'filter-text'),
  { ...at('documento', `#/documentos/ver/${ids.good}`, 'save-xml'), leave: closeDialog },
  {
    name: 'vista-previa',
    open: async (world) => {
      await at('', `#/documentos/ver/${ids.good}`, 'save-xml').open(world);
      await world.page.getByTestId('open-pdf').click();
      await world.page.locator('[data-testid="preview-page"][data-drawn]').waitFor();
    },
    leave: async (world) => {
      await world.page.keyboard.press('Escape');
      await world.page.getByTestId('preview-print').waitFor({ state: 'hidden' });
      await closeDialog(world);
    },
  },
  at('formulario', '#/documentos/emitir', 'issue-form'),
  at('emitido', `#/documentos/emitido/${ids.good}`, 'issued-summary'),
  at('masiva', '#/documentos/masiva', 'csv-drop'),
  at('respaldos', '#/respaldos', 'filter-text'),
  at('respaldos-proteccion', '#/respaldos/proteccion', 'vault-card'),
  at('respaldos-restaurar', '#/respaldos/restaurar', 'restore-look'),
  ...QUEUE_TABS.map((tab): View => ({ name: `cola-${tab}`, open: ({ queue }) => queue.tab(tab) })),
  { ...at('cola-que-hago', `#/cola/ver/${ids.bad}`, 'save-xml'), leave: closeDialog },
  { ...at('cola-pausar', '#/cola/pausar', 'pause-reason'), leave: closeDialog },
  at('folios', '#/folios', 'nav-folios'),
  at('ajustes', '#/ajustes', 'presence-noticeTrouble'),
  {
    name: 'ajustes-empezar',
    open: async (world) => {
      await at('', '#/ajustes', 'move-on').open(world);
      await world.page.getByTestId('move-on').click();
      await world.page.getByTestId('move-on-confirm').waitFor();
    },
    leave: closeDialog,
  },
  at('bitacora', '#/bitacora', 'trail-chain'),
  at('ayuda', '#/ayuda', 'filter-text'),
  at('ayuda-glosario', '#/ayuda/glosario', 'filter-text'),
  at('ayuda-codigos', '#/ayuda/codigos', 'filter-text'),
  {
    name: 'ayuda-diagnostico',
    open: async (world) => {
      await at('', '#/ayuda/diagnostico', 'diagnosis-run').open(world);
      if ((await world.page.getByTestId('diagnosis').count()) === 0)
        await world.page.getByTestId('diagnosis-run').click();
      await world.page.getByTestId('diagnosis').waitFor();
    },
  },
  {
    name: 'comandos',
    open: async ({ page }) => {
      await page.keyboard.press('Control+k');
      await page.getByLabel(texts.shell.commands.label).waitFor();
    },
    leave: closeDialog,
  },
  {
    name: 'atajos',
    open: async (world) => {
      await at('', '#/ayuda', 'help-keys').open(world);
      await world.page.getByTestId('help-keys').click();
      await world.page.getByTestId('single-keys').waitFor({ state: 'attached' });
    },
    leave: closeDialog,
  },
];
