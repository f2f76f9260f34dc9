import { IDLE_MINUTES, PASSPHRASE_LETTERS, PIN_DIGITS, type SecretKind } from '../domain/operators.ts';
import type { Role } from '../domain/states.ts';

type Params = Readonly<Record<string, string | number>> | undefined;

/** `8 segundos`, `2 minutos`: how long until the next try. */
const span = (seconds: number): string => {
  if (seconds < 60) return seconds === 1 ? '1 segundo' : `${seconds} segundos`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? '1 minuto' : `${minutes} minutos`;
};

const secondsOf = (params: Params): number => Number(params?.['seconds'] ?? 0);

/** By ErrorCode: what is about operators and the session. */
export const operatorErrors = {
  signed_out: () => ({
    what: 'La pantalla está bloqueada.',
    youCan: 'Elige tu nombre y escribe tu clave para seguir.',
  }),
  wrong_secret: (params: Params) => ({
    what: 'Esa clave no es la correcta.',
    youCan:
      secondsOf(params) > 0
        ? `Espera ${span(secondsOf(params))} antes de probar otra vez.`
        : 'Prueba otra vez. Si la olvidaste, una persona encargada te puede poner una nueva.',
  }),
  sign_in_wait: (params: Params) => ({
    what: 'Hubo varios intentos con una clave incorrecta.',
    youCan: `Espera ${span(secondsOf(params))} antes de probar otra vez.`,
  }),
  secret_too_short: () => ({
    what: 'Esa clave no sirve.',
    youCan: `Usa un PIN de ${PIN_DIGITS.min} a ${PIN_DIGITS.max} números, o una frase de al menos ${PASSPHRASE_LETTERS.min} letras.`,
  }),
  secret_too_easy: () => ({
    what: 'Esa clave es muy fácil de adivinar.',
    youCan: 'Evita números seguidos o repetidos, como 1234 o 0000.',
  }),
  own_secret_needed: () => ({
    what: 'Falta tu propia clave.',
    youCan: 'Desde que hay dos operadores, cada uno entra con la suya. Elige la tuya en este mismo paso.',
  }),
  operator_name_taken: () => ({
    what: 'Ese nombre ya se usó.',
    youCan:
      'En la bitácora, cada nombre es de una sola persona para siempre. Agrega el apellido o una inicial.',
  }),
  last_manager: () => ({
    what: 'Tiene que quedar al menos una persona encargada activa.',
    youCan: 'Da primero ese perfil a otra persona.',
  }),
  not_yourself: () => ({
    what: 'No puedes desactivarte a ti.',
    youCan: 'Pide a otra persona encargada que lo haga.',
  }),
  recovery_unavailable: () => ({
    what: 'En este computador no hay una frase con la que recuperar la clave.',
    youCan: 'El manual explica qué se puede hacer en «Si olvidas tu clave».',
  }),
};

const roles = {
  usuario: {
    name: 'Usuario',
    text: 'Mira documentos, respaldos y cola, y exporta. No emite ni cambia nada.',
  },
  encargado: { name: 'Encargado', text: 'Hace todo: emite, reintenta, restaura y cambia los ajustes.' },
} as const satisfies Record<Role, { name: string; text: string }>;

const kinds = {
  pin: {
    name: 'PIN',
    label: 'PIN',
    hint: `De ${PIN_DIGITS.min} a ${PIN_DIGITS.max} números.`,
    repeat: 'Repite el PIN',
  },
  passphrase: {
    name: 'Frase',
    label: 'Frase clave',
    hint: `Al menos ${PASSPHRASE_LETTERS.min} letras. Sirve una oración corta.`,
    repeat: 'Repite la frase clave',
  },
} as const satisfies Record<SecretKind, { name: string; label: string; hint: string; repeat: string }>;

/** Who works here: signing in, switching, and the card of Ajustes. */
export const operators = {
  roles,
  kinds,
  signIn: {
    title: '¿Quién va a trabajar?',
    locked: 'La pantalla está bloqueada',
    goesOn: 'Mientras tanto, los envíos y los respaldos siguen solos.',
    choose: 'Operadores',
    hello: (name: string) => `Hola, ${name}`,
    other: 'Soy otra persona',
    submit: 'Entrar',
    wait: (seconds: number) => `Podrás probar otra vez en ${span(seconds)}.`,
    waits: 'Hay que esperar un momento',
    newSecret: 'Clave nueva',
    forgot: 'Olvidé mi clave',
    forgotText: 'Pide a una persona encargada que te ponga una nueva en Ajustes, Operadores.',
    phraseMissing: 'Escribe la frase clave del negocio.',
    currentMissing: 'Escribe tu clave de ahora.',
    forgotOnly: 'Escribe la frase clave del negocio (la que protege las llaves) y elige una clave nueva.',
    forgotNone:
      'Este computador no tiene una frase con la que comprobar quién eres. El manual explica qué se puede hacer en «Si olvidas tu clave»: tus documentos no se pierden.',
    businessPhrase: 'Frase clave del negocio',
    recover: 'Poner la clave nueva y entrar',
    back: 'Volver',
  },
  chip: {
    lock: 'Bloquear',
    switch: 'Cambiar de operador',
    change: 'Cambiar mi clave',
  },
  own: {
    title: 'Cambiar mi clave',
    current: 'Tu clave de ahora',
    submit: 'Cambiar clave',
    done: 'Tu clave quedó cambiada',
  },
  fields: {
    kind: 'Con qué entra',
    ownKind: 'Con qué entras',
    different: 'No coincide con la de arriba.',
    name: 'Nombre',
    nameHint: 'Como aparecerá en la bitácora.',
    nameMissing: 'Escribe el nombre.',
    role: 'Perfil',
  },
  card: {
    title: 'Operadores',
    textOne:
      'Trabajas solo, así que Resguardo no pide clave. Si agregas a otra persona, cada una entrará con la suya y la bitácora dirá quién hizo qué.',
    textMany: 'Cada persona entra con su clave, y la bitácora dice quién hizo qué.',
    caption: 'Operadores',
    add: 'Agregar operador',
    operator: 'Operador',
    secret: 'Entra con',
    state: 'Estado',
    active: 'Activo',
    inactive: 'Desactivado',
    you: 'tú',
    noSecret: 'Sin clave',
    actions: (name: string) => `Acciones de ${name}`,
    edit: 'Cambiar nombre o perfil',
    reset: 'Poner otra clave',
    deactivate: 'Desactivar',
    reactivate: 'Activar otra vez',
    idle: 'Bloquear la pantalla después de',
    idleMinutes: 'minutos sin uso',
    idleHint: `De ${IDLE_MINUTES.min} a ${IDLE_MINUTES.max}. Los envíos siguen mientras está bloqueada.`,
    idleSave: 'Guardar',
    idleSaved: 'Tiempo de bloqueo guardado',
  },
  add: {
    title: 'Agregar operador',
    person: 'La persona que agregas',
    own: 'Tu propia clave',
    ownText: 'Desde ahora cada persona entra con la suya, también tú.',
    ownName: 'Tu nombre',
    submit: 'Agregar',
    done: (name: string) => `${name} ya puede entrar`,
    doneFirst: 'Resguardo pedirá clave al abrir y al desbloquear. Para bloquear, usa Ctrl + L.',
  },
  edit: {
    title: (name: string) => `Cambiar a ${name}`,
    submit: 'Guardar',
    done: 'Operador guardado',
  },
  reset: {
    title: (name: string) => `Clave nueva de ${name}`,
    text: 'Díctasela en persona. La anterior deja de servir en este momento.',
    submit: 'Poner esta clave',
    done: (name: string) => `${name} ya puede entrar con la clave nueva`,
  },
  deactivate: {
    title: (name: string) => `¿Desactivar a ${name}?`,
    text: 'Ya no podrá entrar. Lo que hizo sigue en la bitácora con su nombre, y puedes activar a la persona otra vez cuando quieras.',
    last: 'Quedarás como única persona, así que Resguardo dejará de pedir clave.',
    submit: 'Desactivar',
    done: (name: string) => `${name} ya no puede entrar`,
    reactivated: (name: string) => `${name} puede entrar otra vez`,
  },
  /** Above what a usuario sees but cannot change. */
  readOnlyPart: 'Puedes mirar esta parte. Los cambios los hace una persona encargada.',
  /** In the place of a screen that only serves an encargado. */
  reserved: {
    title: 'Esta pantalla es de la persona encargada',
    text: 'Tu perfil permite mirar documentos, respaldos y la cola, y exportar. Para lo demás, pide ayuda a quien esté a cargo.',
  },
} as const;
