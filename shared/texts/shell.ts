/** The frame around every screen. */
export const shell = {
  skip: 'Saltar al contenido',
  mainNav: 'Secciones',
  nav: {
    inicio: 'Inicio',
    documentos: 'Documentos',
    respaldos: 'Respaldos',
    cola: 'Cola de envíos',
    folios: 'Folios y certificado',
    ajustes: 'Ajustes',
  },
  needsPerson: (count: number) =>
    count === 1 ? '1 documento requiere acción' : `${count} documentos requieren acción`,
  environmentHint: {
    practice: 'Nada de lo que hagas aquí llega al SII de verdad.',
    certification: 'Ambiente de pruebas del SII: sin validez tributaria.',
    production: 'Documentos con validez tributaria.',
  },
  clockAhead: (span: string) => `reloj adelantado ${span}`,
  theme: { label: 'Apariencia', light: 'Claro', dark: 'Oscuro', auto: 'Como el sistema' },
  status: {
    paused: (time: string, day: string | null) =>
      `Envíos pausados hasta ${day === null ? '' : `${day} a `}las ${time}`,
    waiting: (when: string) => `SII sin respuesta: le preguntamos en ${when}`,
    probing: 'SII sin respuesta: le estamos preguntando',
    trying: 'El SII volvió: probando con un envío',
    sii: { available: 'SII disponible', trouble: 'SII con problemas', unknown: 'SII sin datos todavía' },
    lastBackup: (when: string) => `Último respaldo: ${when}`,
    noBackup: 'Aún no hay respaldos',
    queueEmpty: 'Cola al día',
    queue: (pending: number, person: number) =>
      [
        pending > 0 ? (pending === 1 ? '1 por enviar' : `${pending} por enviar`) : '',
        person > 0 ? (person === 1 ? '1 requiere acción' : `${person} requieren acción`) : '',
      ]
        .filter(Boolean)
        .join(' · '),
    version: (version: string) => `Versión ${version}`,
  },
  locked: {
    title: 'Tus llaves están cerradas',
    text: 'Puedes mirar todo. Para emitir y enviar, escribe tu frase clave.',
    label: 'Frase clave',
    submit: 'Abrir llaves',
    done: 'Llaves abiertas. Los envíos siguen solos.',
  },
  vault: { title: 'Las copias no llegan a tu carpeta de respaldo', action: 'Ir a Ajustes' },
  commands: {
    label: 'Comandos',
    open: 'Buscar y hacer',
    placeholder: 'Ir a, emitir, pausar…',
    empty: 'No hay comandos con esas palabras',
    go: (section: string) => `Ir a ${section}`,
    issue: (type: string) => `Emitir ${type.toLowerCase()}`,
    groups: { go: 'Ir a', do: 'Hacer' },
    light: 'Ver en claro',
    dark: 'Ver en oscuro',
    help: 'Atajos de teclado',
  },
  help: {
    title: 'Atajos de teclado',
    keys: 'Teclas',
    does: 'Qué hacen',
    rows: {
      sections: 'Ir a Inicio, Documentos, Respaldos, Cola y Ajustes',
      commands: 'Buscar y hacer: todos los comandos',
      search: 'Buscar en la lista',
      move: 'Moverse por las filas de una lista',
      open: 'Abrir la fila',
      close: 'Cerrar lo que está abierto',
      help: 'Mostrar esta hoja',
    },
    single: 'Usar atajos de una sola tecla',
  },
  crashed: {
    title: 'Esta pantalla se detuvo',
    text: 'Tus documentos están a salvo y los envíos siguen. Vuelve a cargar la pantalla.',
    reload: 'Volver a cargar',
  },
} as const;
