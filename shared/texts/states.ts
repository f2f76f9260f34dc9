import type { DocumentType } from '../domain/document-type.ts';
import type {
  AttemptKind,
  AttemptOutcome,
  Environment,
  ErrorClass,
  Integrity,
  QueueState,
  SiiState,
} from '../domain/states.ts';

/** Names of document types, in full as a screen reads them. */
export const documentTypes = {
  33: 'Factura',
  34: 'Factura exenta',
  39: 'Boleta',
  41: 'Boleta exenta',
  46: 'Factura de compra',
  52: 'Guía de despacho',
  56: 'Nota de débito',
  61: 'Nota de crédito',
  110: 'Factura de exportación',
  111: 'Nota de débito de exportación',
  112: 'Nota de crédito de exportación',
} as const satisfies Record<DocumentType, string>;

export const environments = {
  practice: 'Práctica',
  certification: 'Certificación',
  production: 'Producción',
} as const satisfies Record<Environment, string>;

/** What the SII is known to have of a document: a name, and what it means. */
export const siiStates = {
  not_sent: { name: 'Por enviar', meaning: 'Todavía no sale hacia el SII.' },
  uncertain: { name: 'Por confirmar', meaning: 'Se envió, pero no recibimos respuesta.' },
  received: { name: 'Recibido', meaning: 'El SII lo tiene y lo está revisando.' },
  accepted: { name: 'Aceptado', meaning: 'El SII lo revisó y lo aceptó.' },
  objected: {
    name: 'Aceptado con reparos',
    meaning: 'Vale como documento, pero el SII anotó algo que conviene mirar.',
  },
  rejected: {
    name: 'Rechazado',
    meaning: 'Para el SII este documento no existe. Hay que corregirlo y emitirlo otra vez.',
  },
} as const satisfies Record<SiiState, { name: string; meaning: string }>;

export const queueStates = {
  pending: { name: 'En espera', meaning: 'Se enviará solo a su hora.' },
  retrying: { name: 'Enviando', meaning: 'Hay un intento en curso.' },
  success: { name: 'Listo', meaning: 'No le falta nada.' },
  abandoned: { name: 'Abandonado', meaning: 'No se intentará más, salvo que tú lo pidas. No se borra nada.' },
  needs_person: { name: 'Requiere acción', meaning: 'Espera que tú decidas.' },
} as const satisfies Record<QueueState, { name: string; meaning: string }>;

export const errorClasses = {
  timeout: 'El SII no contestó a tiempo',
  connection: 'Sin conexión',
  unavailable: 'El SII no está atendiendo',
  validation: 'El SII no aceptó el contenido',
  unknown: 'Respuesta que no entendemos',
} as const satisfies Record<ErrorClass, string>;

/** The same in a word or two, for under a sentence that says more. */
export const errorClassNames = {
  timeout: 'Sin respuesta',
  connection: 'Conexión',
  unavailable: 'SII no disponible',
  validation: 'Contenido',
  unknown: 'Respuesta extraña',
} as const satisfies Record<ErrorClass, string>;

export const attemptKinds = {
  upload: 'Envío',
  ask: 'Consulta del documento',
  poll: 'Consulta del estado',
} as const satisfies Record<AttemptKind, string>;

export const attemptOutcomes = {
  confirmed: 'Con respuesta',
  refused: 'No aceptado',
  not_sent: 'No salió',
  uncertain: 'Sin respuesta',
  interrupted: 'Interrumpido',
} as const satisfies Record<AttemptOutcome, string>;

export const integrities = {
  verified: { name: 'Verificado', meaning: 'La copia es idéntica a lo que se firmó.' },
  unverified: { name: 'Sin verificar', meaning: 'La copia existe y aún no se compara con lo firmado.' },
  damaged: {
    name: 'Dañado',
    meaning: 'La copia cambió. Verifica los respaldos para repararla desde la otra copia.',
  },
} as const satisfies Record<Integrity, { name: string; meaning: string }>;
