import { formatNumber } from '../format/money.ts';

/** Names often end in a point of their own (`Ltda.`), and a sentence in one alone. */
const endWith = (name: string): string => (name.endsWith('.') ? name : `${name}.`);

/** Companies beside the one that the program works for: they came out of a restored folder that several had written into. */
export const companies = {
  filter: 'Empresa',
  other: {
    title: (name: string) => `Estás mirando los documentos de ${name}`,
    text: (working: string) =>
      `Están guardados: puedes verlos, imprimirlos y exportarlos. Lo que emites y envías es de ${endWith(working)}`,
    back: (working: string) => `Volver a ${working}`,
  },
  unsent: (count: number, name: string) =>
    count === 1
      ? `1 documento de ${name} no está en el SII`
      : `${formatNumber(count)} documentos de ${name} no están en el SII`,
  unsentText:
    'Mientras trabajas para otra empresa no se envía nada suyo, y nada se pierde. Al trabajar para ella, primero le preguntaremos al SII qué tiene.',
  look: 'Ver sus documentos',
  workFor: {
    action: (name: string) => `Trabajar para ${name}`,
    question: (name: string) => `¿Trabajar para ${name}?`,
    points: (name: string, working: string) => [
      `Resguardo se abre de nuevo, y desde entonces emite, envía y consulta solo lo de ${endWith(name)}`,
      `Los documentos de ${working} quedan guardados y los puedes ver. Los que esperan en su cola no se envían hasta que vuelvas.`,
      'Puedes volver cuando quieras, desde Respaldos.',
    ],
    stay: 'Seguir como ahora',
  },
  ofOther: (name: string) => `De ${name}: solo lectura`,
  restore: {
    question: '¿Para qué empresa vas a trabajar?',
    text: 'Las demás también se restauran, y sus documentos se pueden ver y exportar. Puedes cambiar después, desde Respaldos.',
    same: 'Es la que usas ahora.',
    practice: 'Solo tiene documentos de prueba: queda guardada para mirarla.',
  },
} as const;
