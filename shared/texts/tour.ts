import type { TourStop } from '../domain/tour.ts';

interface StopText {
  readonly title: string;
  readonly text: string;
  readonly action: string;
}

/** Each stop of the guided tour: what is to be seen, and the button that goes on. */
const stops = {
  welcome: {
    title: 'Mira qué pasa cuando el SII falla',
    text: 'En dos minutos apagaremos el SII de práctica, emitiremos una factura y verás cómo sale sola. Nada llega al SII de verdad, y al final todo queda como estaba.',
    action: 'Empezar el recorrido',
  },
  issue: {
    title: 'El SII de práctica está apagado',
    text: 'Como un día sin internet. Emite igual: la factura se firma y se guarda en tu computador antes de salir.',
    action: 'Emitir una factura de ejemplo',
  },
  waiting: {
    title: 'No salió, y no se perdió',
    text: 'La factura espera en la cola con su próximo intento. Podrías seguir vendiendo. Ahora encendamos el SII.',
    action: 'Encender el SII',
  },
  returned: {
    title: 'El SII volvió',
    text: 'Resguardo lo notó y envió la factura por su cuenta. Espera un momento a que el SII la acepte.',
    action: 'Ver un rechazo',
  },
  reject: {
    title: 'Ahora, un rechazo de verdad',
    text: 'A veces el SII recibe un documento y después lo rechaza. Eso no se arregla reintentando: necesita tu ayuda.',
    action: 'Emitir otra de ejemplo',
  },
  rejected: {
    title: 'El SII la revisa',
    text: 'En unos segundos la rechazará y aparecerá en la Cola, con el motivo y lo que puedes hacer.',
    action: 'Terminar',
  },
  end: {
    title: 'Eso es todo',
    text: 'Lo que se puede resolver solo, se resuelve solo. Lo que te necesita te avisa y te dice qué hacer. El SII de práctica quedó como lo tenías.',
    action: 'Listo',
  },
} as const satisfies Record<TourStop, StopText>;

/** The guided tour of Práctica. */
export const tour = {
  label: 'Recorrido guiado',
  step: (number: number, of: number) => `Paso ${number} de ${of}`,
  leave: 'Salir del recorrido',
  left: 'Recorrido cerrado. El SII de práctica quedó como lo tenías.',
  invite: 'Recorrido: qué pasa cuando el SII falla',
  inviteText: 'Dos minutos, en Práctica. Apagamos el SII y miras cómo Resguardo se las arregla.',
  again: 'Ver el recorrido de nuevo',
  begin: 'Comenzar',
  stops,
  live: {
    notSent: (document: string) => `${document}: firmada y guardada, saliendo hacia el SII…`,
    held: (document: string, when: string) => `${document}: firmada y guardada. ${when} se envía sola.`,
    waits: (document: string, when: string) => `${document}: el SII no contesta. Se intentará sola ${when}.`,
    sent: (document: string) => `${document}: el SII la recibió y la está revisando.`,
    accepted: (document: string) => `${document}: aceptada por el SII y respaldada.`,
    acceptedOnly: (document: string) => `${document}: aceptada por el SII. Falta su copia en la carpeta.`,
    rejected: (document: string) => `${document}: rechazada. Está en la Cola, en Requieren acción.`,
    seeQueue: 'Ver en la Cola',
    seeWhat: 'Ver qué hacer',
  },
  example: {
    receptor: 'Librería El Lápiz Mágico Ltda.',
    giro: 'Venta de artículos de librería',
    address: 'Calle Nueva 45',
    comuna: 'Providencia',
    item: 'Resma de papel carta',
    filled: 'Ejemplo para practicar: cambia lo que quieras y emite.',
    fill: 'Llenar con un ejemplo',
  },
} as const;
