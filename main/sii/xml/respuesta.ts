import { onlyChild, onlyText, type XmlElement } from './read.ts';

/** What every RESPUESTA has. */
export interface Respuesta {
  readonly estado: string;
  readonly glosa: string;
  readonly header: XmlElement;
  readonly body: XmlElement | null;
}

/** `EPR`, `00`, `-11`. A new code of this shape is handed on; whoever decides must not take it for a good one. */
const ESTADO = /^(-?\d{1,3}|[A-Z]{3})$/;

/** @returns null when there is no header or no ESTADO that can be one */
export const openRespuesta = (respuesta: XmlElement): Respuesta | null => {
  const header = onlyChild(respuesta, 'RESP_HDR');
  if (!header) return null;
  const estado = onlyText(header, 'ESTADO');
  if (estado === null || !ESTADO.test(estado)) return null;
  return {
    estado,
    glosa: onlyText(header, 'GLOSA_ESTADO') ?? onlyText(header, 'GLOSA') ?? '',
    header,
    body: onlyChild(respuesta, 'RESP_BODY'),
  };
};
