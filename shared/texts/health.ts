/** When the ground is not firm: a disk without room, a damaged database. */
export const health = {
  full: {
    title: {
      database: 'El disco de este computador se llenó',
      vault: 'El disco de tu carpeta de respaldo se llenó',
      snapshot: 'No hay espacio para la copia completa de la base',
    },
    held: 'Los envíos están en pausa y siguen solos apenas haya espacio. No se perdió nada.',
    goesOn:
      'Tus envíos siguen, y cada documento se guarda en tu carpeta. La copia se hará sola apenas haya espacio.',
    works: {
      database:
        'Puedes seguir mirando, imprimiendo y exportando a otro disco. Emitir espera hasta que haya espacio.',
      vault: 'Puedes seguir emitiendo: los documentos quedan firmados y guardados en este computador.',
      snapshot: 'Puedes seguir trabajando como siempre.',
    },
    room: (needed: string, free: string | null) =>
      free === null
        ? `Tienen que quedar libres ${needed}.`
        : `Tienen que quedar libres ${needed}; hay ${free}.`,
    where: 'Dónde',
  },
  damaged: {
    title: 'La base de datos está dañada: Resguardo quedó en modo de solo lectura',
    text: 'No escribimos nada más en ella y detuvimos los envíos. Lo que aún se puede leer sigue a la vista, y tus documentos están en tu carpeta de respaldo.',
    action: 'Recuperar ahora',
    part: 'Puedes mirar esta parte. Los cambios vuelven apenas recuperes la base de datos.',
    screen: {
      title: 'Por ahora solo puedes mirar',
      text: 'Esta pantalla vuelve apenas recuperes la base de datos, con el botón de arriba.',
    },
    steps:
      'Elige tu carpeta de respaldo y revisa lo que hay. El archivo dañado se guarda aparte, no se borra; antes de enviar algo pendiente le preguntaremos al SII.',
  },
} as const;
