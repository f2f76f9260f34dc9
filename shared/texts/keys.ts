/** How the keys are kept on this computer, and the ways back to them. */
export const keys = {
  title: 'Llaves',
  text: 'Tu certificado y tus folios se guardan cifrados en este computador. Así se abren.',
  state: {
    none: 'Todavía no hay llaves',
    practice: 'En Práctica no hace falta protegerlas',
    keyring: 'Las abre tu sesión del computador',
    passphrase: 'Las abre tu frase clave',
    unreadable: 'El archivo de llaves no se puede leer',
  },
  stateText: {
    none: 'Elige la frase clave que las protegerá, y carga después tu certificado y tus CAF.',
    practice: 'El certificado y los folios de Práctica son inventados: no sirven en ningún otro lugar.',
    keyring:
      'El llavero de este computador guarda la llave. No escribes nada al abrir, y quien copie los archivos no puede usarlas.',
    passphrase:
      'La escribes cada vez que abres Resguardo. Quien copie los archivos no puede usarlas sin ella.',
    unreadable: 'Lo dejamos aparte, sin borrarlo.',
  },
  closed: {
    passphrase: 'Están cerradas: escribe tu frase clave arriba',
    recovery: 'Están cerradas: escribe tu frase de recuperación arriba',
    lost: 'Este computador ya no puede abrirlas',
  },
  closedText: {
    passphrase: 'Mientras tanto puedes mirar y exportar todo; nada se firma ni se envía.',
    recovery:
      'El llavero del computador no las entrega. Con la frase de recuperación quedan abiertas otra vez.',
    lost: 'No hay frase de recuperación guardada aquí. Crea llaves nuevas y carga otra vez tu certificado y tus CAF.',
  },
  change: {
    open: 'Cambiar frase clave',
    title: 'Cambiar frase clave',
    before: 'Frase clave actual',
    note: 'Los respaldos que ya hiciste se siguen abriendo con la frase anterior.',
    submit: 'Cambiar frase',
    done: 'Frase clave cambiada',
  },
  renew: {
    open: 'Crear llaves nuevas',
    title: 'Crear llaves nuevas',
    text: 'Hazlo solo si ya no tienes cómo abrir las de ahora. Tus documentos siguen intactos, pero después tendrás que cargar otra vez tu certificado y tus CAF para emitir y enviar.',
    kept: 'Las llaves de ahora no se borran: quedan guardadas aparte.',
    submit: 'Crear llaves nuevas',
    done: 'Listo: ahora carga tu certificado y tus CAF',
  },
  banner: {
    recovery: {
      title: 'El llavero de este computador no abre tus llaves',
      text: 'Puedes mirar todo. Para emitir y enviar, escribe tu frase de recuperación.',
      label: 'Frase de recuperación',
    },
    lost: {
      title: 'Tus llaves no se pueden abrir en este computador',
      text: 'Tus documentos están a salvo y puedes mirar todo. Para volver a emitir, crea llaves nuevas en Ajustes.',
      action: 'Ir a Llaves',
    },
    none: {
      title: 'Aún no hay llaves en este computador',
      text: 'Tus documentos están a salvo y puedes mirar todo. Para volver a emitir, elige en Ajustes la frase que las protegerá.',
    },
    forgotten: 'La olvidé',
  },
} as const;
