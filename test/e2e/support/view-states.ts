import type { QueueView } from '../../../renderer/features/queue/views.ts';
import type { ChannelName } from '../../../shared/ipc/channels.ts';
import { texts } from '../../../shared/texts/es-CL.ts';

/** A state that a view does not have, and why. */
interface Never {
  readonly why: string;
}

/** What a person sees of each view where it is not full of data and all is well. */
export interface ViewStates {
  readonly name: string;
  readonly address: string;
  /** By test id: what is there once the view is. */
  readonly sign: string;
  /** Without its answer the view shows nothing: grey lines first, then what failed, and a button to try again. */
  readonly asks: ChannelName | Never;
  /** Words where nothing was ever there, or where it is good that nothing is. */
  readonly empty: string | Never;
  /** The answer that says so, where a new company is never so empty: Práctica comes with folios. */
  readonly emptyBy?: unknown;
  /** Whether a search for what is not there says so, and its button brings everything back. */
  readonly searched: true | Never;
}

const STATIC: Never = { why: 'it is text of the program' };
const NO_LIST: Never = { why: 'it is no list' };
const NO_SEARCH: Never = { why: 'it has no search' };
const ALWAYS: Never = { why: 'the start of the program itself is its first line' };
const OF_ONE: Never = { why: 'it is about one document' };

const ofQueue = (tab: QueueView): ViewStates => ({
  name: `cola-${tab}`,
  address: '#/cola',
  sign: `queue-tab-${tab}`,
  asks: 'queue.list',
  empty: texts.queue.empty[tab].title,
  searched: true,
});

/** Every view that has an address. */
export const VIEW_STATES: readonly ViewStates[] = [
  {
    name: 'inicio',
    address: '#/inicio',
    sign: 'home-hero',
    asks: 'home.summary',
    empty: texts.home.reassurance.first.title,
    searched: NO_SEARCH,
  },
  {
    name: 'documentos',
    address: '#/documentos',
    sign: 'filter-text',
    asks: 'documents.list',
    empty: texts.documents.empty.title,
    searched: true,
  },
  {
    name: 'documento',
    address: '#/documentos/ver/1',
    sign: 'more-actions',
    asks: 'documents.get',
    empty: OF_ONE,
    searched: OF_ONE,
  },
  {
    name: 'formulario',
    address: '#/documentos/emitir',
    sign: 'issue-form',
    asks: 'cafs.list',
    empty: texts.documents.form.noTypes,
    emptyBy: { items: [] },
    searched: NO_SEARCH,
  },
  {
    name: 'emitido',
    address: '#/documentos/emitido/1',
    sign: 'issued-summary',
    asks: 'documents.get',
    empty: OF_ONE,
    searched: OF_ONE,
  },
  {
    name: 'masiva',
    address: '#/documentos/masiva',
    sign: 'csv-drop',
    asks: STATIC,
    empty: texts.intake.mass.drop,
    searched: NO_SEARCH,
  },
  {
    name: 'respaldos',
    address: '#/respaldos',
    sign: 'filter-text',
    asks: 'backups.list',
    empty: texts.backups.empty.title,
    searched: true,
  },
  {
    name: 'respaldos-proteccion',
    address: '#/respaldos/proteccion',
    sign: 'vault-card',
    asks: 'vault.status',
    empty: NO_LIST,
    searched: NO_SEARCH,
  },
  {
    name: 'respaldos-restaurar',
    address: '#/respaldos/restaurar',
    sign: 'restore-look',
    asks: 'restore.kept',
    empty: texts.restore.kept.empty,
    searched: NO_SEARCH,
  },
  ...(['person', 'waiting', 'uncertain', 'fresh', 'abandoned', 'done'] as const).map(ofQueue),
  {
    name: 'folios',
    address: '#/folios',
    sign: 'certificate-replace',
    asks: 'folios.report',
    empty: texts.folios.emptyTitle,
    emptyBy: { items: [] },
    searched: NO_SEARCH,
  },
  {
    name: 'ajustes',
    address: '#/ajustes',
    sign: 'company-save',
    asks: 'company.get',
    empty: NO_LIST,
    searched: NO_SEARCH,
  },
  {
    name: 'bitacora',
    address: '#/bitacora',
    sign: 'trail-chain',
    asks: 'trail.list',
    empty: ALWAYS,
    searched: true,
  },
  {
    name: 'ayuda',
    address: '#/ayuda',
    sign: 'help-keys',
    asks: STATIC,
    empty: STATIC,
    searched: true,
  },
  {
    name: 'ayuda-glosario',
    address: '#/ayuda/glosario',
    sign: 'filter-text',
    asks: STATIC,
    empty: STATIC,
    searched: true,
  },
  {
    name: 'ayuda-codigos',
    address: '#/ayuda/codigos',
    sign: 'filter-text',
    asks: STATIC,
    empty: STATIC,
    searched: true,
  },
  {
    name: 'ayuda-diagnostico',
    address: '#/ayuda/diagnostico',
    sign: 'diagnosis-run',
    asks: { why: 'it looks when it is asked to, by a button that shows that it works' },
    empty: STATIC,
    searched: NO_SEARCH,
  },
];

/** Whether a view has that state; else why not. */
export const has = <T>(state: T | Never): state is T =>
  !(typeof state === 'object' && state !== null && 'why' in state);
