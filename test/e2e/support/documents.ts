import type { Detail } from '../../support/page/desk.ts';
import type { TypedDocument, TypedReceptor } from '../../support/page/issue-form.ts';

export const RECEPTOR: TypedReceptor = {
  rut: '76.192.083-9',
  name: 'Comercial Ñandú & Cía. Ltda.',
  giro: 'Venta al por menor',
  address: 'Av. Los Álamos 123',
  comuna: 'Ñuñoa',
};

/** A factura of one line. */
export const factura = (changes: Partial<TypedReceptor> = {}, price = '1190'): TypedDocument => ({
  receptor: { ...RECEPTOR, ...changes },
  lines: [{ name: 'Cajón de piñas', qty: '2', price }],
});

/** What was done about a document, attempt by attempt: `upload confirmed`. */
export const stepsOf = ({ attempts }: Detail): readonly string[] =>
  attempts.map(({ kind, outcome }) => `${kind} ${outcome}`);

export const isReceived = ({ document }: Detail): boolean => document.siiState === 'received';
export const isKept = ({ backup }: Detail): boolean => backup !== null && backup.file !== null;
export const isDone = (detail: Detail): boolean =>
  detail.document.siiState === 'accepted' && detail.document.queueState === 'success' && isKept(detail);
/** Failed, and waits for its next time. */
export const isWaiting = ({ document }: Detail): boolean =>
  document.queueState === 'pending' && document.error !== null;
export const needsPerson = ({ document }: Detail): boolean => document.queueState === 'needs_person';
export const isAbandoned = ({ document }: Detail): boolean => document.queueState === 'abandoned';
