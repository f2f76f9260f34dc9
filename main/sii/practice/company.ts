import { randomInt } from 'node:crypto';
import { PRACTICE_TYPES } from '../../../shared/domain/document-type.ts';
import { type Rut, rutVerifier } from '../../../shared/domain/rut.ts';
import { localDate } from '../../../shared/format/time.ts';
import { PRACTICE_IDK } from '../../dte/caf-issuers.ts';
import { makeCaf, makeThrowawayCertificate, type ThrowawayCertificate } from '../../dte/practice-identity.ts';
import type { Enrolment } from './types.ts';

/**
 * Bodies of invented RUTs. Numbers of people are at some 28 million and grow by a quarter of a million a year; those of
 * companies begin at 50 million. Nobody has one in between.
 */
const COMPANY_RUTS = [45_000_000, 45_900_000] as const;
const PERSON_RUTS = [45_900_000, 46_000_000] as const;

const DEFAULT_FOLIOS = 500;
/** Boletas are issued by the thousand: enough to try a whole CSV of them. */
const DEFAULT_BOLETA_FOLIOS = 5_000;

export interface PracticeCompany {
  readonly rut: Rut;
  /** RznSoc. */
  readonly name: string;
  readonly giro: string;
  readonly acteco: number;
  readonly address: string;
  readonly comuna: string;
  readonly city: string;
  /** `AAAA-MM-DD`; NroResol is 0, as in certification (PROTOCOL.md 7.4). */
  readonly fchResol: string;
  readonly nroResol: number;
}

export interface PracticeCompanyKit {
  readonly company: PracticeCompany;
  /** Of an invented person, who may send for the company. */
  readonly identity: ThrowawayCertificate;
  readonly cafs: readonly { readonly type: (typeof PRACTICE_TYPES)[number]; readonly file: Buffer }[];
  /** To be handed to PracticeSii.enrol. */
  readonly enrolment: Enrolment;
}

export interface PracticeCompanySpec {
  /** UTC epoch ms. */
  readonly now: number;
  /** Private key of the practice SII's issuer, PEM. */
  readonly issuerPrivateKeyPem: string;
  /** Folios 1 to this, of each type. */
  readonly foliosPerType?: number;
}

/** Names of nobody: what sounds right next to an invented RUT. All of it is Latin-1 and fits RznSoc in a CAF (40). */
const SHOPS = [
  {
    name: 'Panadería La Marraqueta Feliz SpA',
    giro: 'Panadería y pastelería',
    acteco: 107_100,
    address: 'Av. Los Aromos 1234',
    comuna: 'Ñuñoa',
    city: 'Santiago',
  },
  {
    name: 'Ferretería El Perno Cuerdo Ltda.',
    giro: 'Venta de artículos de ferretería',
    acteco: 475_201,
    address: 'Calle Larga 456',
    comuna: 'Maipú',
    city: 'Santiago',
  },
  {
    name: 'Bicicletas Cuesta Abajo SpA',
    giro: 'Venta y reparación de bicicletas',
    acteco: 476_301,
    address: 'Pasaje Subida 88',
    comuna: 'Valparaíso',
    city: 'Valparaíso',
  },
  {
    name: 'Librería Letra Chica Ltda.',
    giro: 'Venta de libros y útiles',
    acteco: 476_101,
    address: 'Portal Viejo 15, Local 3',
    comuna: 'Concepción',
    city: 'Concepción',
  },
  {
    name: 'Verdulería Tres Zapallos SpA',
    giro: 'Venta de frutas y verduras',
    acteco: 472_104,
    address: 'Feria Libre 20',
    comuna: 'Peñalolén',
    city: 'Santiago',
  },
] as const;

const PEOPLE = ['Rosalba Ñancupil Araya', 'Evaristo Peñaloza Soto', 'Clodomira Muñoz Lobos'] as const;

const pick = <T>(list: readonly T[]): T => list[randomInt(list.length)] as T;

const inventRut = ([from, below]: readonly [number, number]): Rut => {
  const body = String(randomInt(from, below));
  return `${body}-${rutVerifier(body)}`;
};

/** An invented company with all that it needs to send to a practice SII: nothing in it is anybody's. */
export const createPracticeCompany = (spec: PracticeCompanySpec): PracticeCompanyKit => {
  const today = localDate(spec.now);
  const company: PracticeCompany = {
    ...pick(SHOPS),
    rut: inventRut(COMPANY_RUTS),
    fchResol: today,
    nroResol: 0,
  };
  const identity = makeThrowawayCertificate({
    rut: inventRut(PERSON_RUTS),
    name: pick(PEOPLE),
    now: spec.now,
  });
  const cafs = PRACTICE_TYPES.map((type) => ({
    type,
    file: makeCaf(
      {
        rut: company.rut,
        name: company.name,
        type,
        from: 1,
        to: spec.foliosPerType ?? (type === 39 ? DEFAULT_BOLETA_FOLIOS : DEFAULT_FOLIOS),
        authorizedOn: today,
        idk: PRACTICE_IDK,
      },
      spec.issuerPrivateKeyPem,
    ),
  }));
  const { rut, name, fchResol, nroResol } = company;
  return {
    company,
    identity,
    cafs,
    enrolment: { rut, name, fchResol, nroResol, senderRuts: [identity.certificate.rut] },
  };
};
