import { z } from 'zod';
import type { Rut } from '../../../shared/domain/rut.ts';
import { sameTrackId } from '../track-id.ts';
import type { DocumentAnswer, DocumentDetail, Silence, TrackAnswer } from '../types.ts';
import { estado, isFor, optionalText, trackId } from './fields.ts';
import { readJson, unreadable } from './json.ts';

type Unreadable = Extract<Silence, { kind: 'unreadable' }>;

const count = z.int().min(0).max(999_999);
const optionalNumber = z
  .int()
  .min(0)
  .nullish()
  .transform((number) => number ?? null);
const list = <T extends z.ZodType>(item: T) => z.array(item).nullish();

/** A piece of a code, whether by number or by text. Reasons decide nothing: what is odd in one is left out. */
const codePart = z.union([z.int().min(0).transform(String), z.string().trim().max(20)]).catch('');

const error = z
  .object({
    seccion: codePart,
    linea: optionalNumber.catch(null),
    nivel: codePart,
    codigo: codePart,
    descripcion: optionalText.catch(''),
    detalle: optionalText.catch(''),
  })
  .transform(({ seccion, linea, nivel, codigo, descripcion, detalle }) => ({
    code: [seccion, nivel, codigo].filter((part) => part !== '').join('-'),
    description: descripcion,
    detail: detalle,
    line: linea,
  }));

const detail = z
  .object({
    tipo: optionalNumber,
    folio: optionalNumber,
    estado,
    descripcion: optionalText.catch(''),
    error: list(error),
  })
  .transform(
    ({ tipo, folio, estado: state, descripcion, error: errors }): DocumentDetail => ({
      type: tipo,
      folio,
      estado: state,
      description: descripcion,
      errors: errors ?? [],
    }),
  );

/** Counters decide, so that none of them may be missing. */
const counters = z
  .object({ tipo: count, informados: count, aceptados: count, rechazados: count, reparos: count })
  .transform(({ tipo, informados, aceptados, rechazados, reparos }) => ({
    type: tipo,
    informed: informados,
    accepted: aceptados,
    rejected: rechazados,
    objected: reparos,
  }));

const track = z.object({
  rut_emisor: optionalText,
  trackid: trackId.nullish(),
  estado,
  estadistica: list(counters),
  detalle_rep_rech: list(detail),
});

/**
 * Answer of boleta.electronica.envio/{rut}-{dv}-{trackid}, PROTOCOL.md 5. An answer about another track id or another
 * company is unreadable.
 */
export const parseTrack = (
  body: Buffer,
  contentType: string | null,
  asked: { readonly company: Rut; readonly trackId: string },
): Extract<TrackAnswer, { kind: 'state' }> | Unreadable => {
  const read = readJson(body, contentType, track);
  if (!read.ok) return read.unreadable;
  const { value } = read;
  const isOurs =
    isFor(asked.company, value.rut_emisor) &&
    (value.trackid === null || value.trackid === undefined || sameTrackId(value.trackid, asked.trackId));
  if (!isOurs) return unreadable('other');
  return {
    kind: 'state',
    estado: value.estado,
    glosa: '',
    counters: value.estadistica ?? [],
    details: value.detalle_rep_rech ?? [],
  };
};

const document = z.object({ codigo: estado, descripcion: optionalText });

/**
 * Answer of boleta.electronica/{rut}-{dv}-{tipo}-{folio}/estado, PROTOCOL.md 5: codes of getEstDte as letters. Numbers are
 * handed on as they are, and mean nothing: which number says what is known of another service only.
 */
export const parseDocument = (
  body: Buffer,
  contentType: string | null,
): Extract<DocumentAnswer, { kind: 'state' }> | Unreadable => {
  const read = readJson(body, contentType, document);
  if (!read.ok) return read.unreadable;
  return { kind: 'state', estado: read.value.codigo, glosa: read.value.descripcion, errCode: null };
};
