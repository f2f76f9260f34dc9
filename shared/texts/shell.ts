import { formatNumber } from '../format/money.ts';

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
    bitacora: 'Bitácora',
    ayuda: 'Ayuda',
  },
  needsPerson: (count: number) =>
    count === 1 ? '1 documento requiere acción' : `${formatNumber(count)} documentos requieren acción`,
  moreThan: (most: number) => `${most}+`,
  environmentHint: {
    practice: 'Nada de lo que hagas aquí llega al SII de verdad.',
    certification: 'Ambiente de pruebas del SII: sin validez tributaria.',
    production: 'Documentos con validez tributaria.',
  },
  clockAhead: (span: string) => `reloj adelantado ${span}`,
  density: { label: 'Densidad', comfortable: 'Cómoda', compact: 'Compacta' },
  theme: { label: 'Apariencia', light: 'Claro', dark: 'Oscuro', auto: 'Como el sistema' },
  status: {
    paused: (time: string, day: string | null) =>
      `Envíos pausados hasta ${day === null ? '' : `${day} a `}las ${time}`,
    waiting: (when: string) => `SII sin respuesta: le preguntamos en ${when}`,
    probing: 'SII sin respuesta: le estamos preguntando',
    offline: 'Sin internet: los envíos esperan',
    trying: 'El SII volvió: probando con un envío',
    sii: { available: 'SII disponible', trouble: 'SII con problemas', unknown: 'SII sin datos todavía' },
    lastBackup: (when: string) => `Último respaldo: ${when}`,
    lastVerified: (when: string) => `Respaldo verificado: ${when}`,
    backupTrouble: 'Las copias no llegan a tu carpeta',
    noBackup: 'Aún no hay respaldos',
    queueEmpty: 'Cola al día',
    queue: (pending: number, uncertain: number, person: number) =>
      [
        pending > 0 ? (pending === 1 ? '1 por enviar' : `${formatNumber(pending)} por enviar`) : '',
        uncertain > 0 ? `${formatNumber(uncertain)} por confirmar` : '',
        person > 0 ? (person === 1 ? '1 requiere acción' : `${formatNumber(person)} requieren acción`) : '',
      ]
        .filter(Boolean)
        .join(' · '),
    /** Said aloud, when it grows. */
    alarm: (person: number) =>
      person === 1
        ? 'Un documento necesita tu ayuda. Está en la cola de envíos.'
        : `${formatNumber(person)} documentos necesitan tu ayuda. Están en la cola de envíos.`,
    version: (version: string) => `Versión ${version}`,
  },
  locked: {
    title: 'Tus llaves están cerradas',
    text: 'Puedes mirar todo. Para emitir y enviar, escribe tu frase clave.',
    textReading: 'Puedes mirar todo. Para emitir y enviar, una persona encargada tiene que abrirlas.',
    label: 'Frase clave',
    submit: 'Abrir llaves',
    done: 'Llaves abiertas. Los envíos siguen solos.',
  },
  offline: {
    title: 'Este computador no tiene internet',
    practice: 'En Práctica no hace falta: el SII de práctica está en este computador y todo sigue igual.',
    issuing: 'Puedes seguir emitiendo: lo que firmas queda guardado aquí y sale solo cuando vuelva internet.',
    reading: 'Nada se pierde: lo que falta enviar está guardado aquí y sale solo cuando vuelva internet.',
    first:
      'Puedes configurar Resguardo igual, y en Práctica no hace falta. Para enviar al SII hay que esperar a que vuelva.',
    youCan: 'Revisa el cable de red o el Wi-Fi; si no vuelve, reinicia el router o llama a tu proveedor.',
  },
  vault: { title: 'Las copias no llegan a tu carpeta de respaldo', action: 'Ir a Ajustes' },
  commands: {
    label: 'Comandos',
    open: 'Buscar y hacer',
    placeholder: 'Ir a, emitir, un folio o un nombre…',
    empty: 'No hay comandos con esas palabras',
    go: (section: string) => `Ir a ${section}`,
    issue: (type: string) => `Emitir ${type.toLowerCase()}`,
    groups: { go: 'Ir a', do: 'Hacer', documents: 'Documentos' },
    folio: 'Busca también por folio, RUT o nombre',
    mass: 'Emisión masiva desde un archivo',
    verify: 'Verificar todos los respaldos',
    restore: 'Restaurar desde un respaldo',
    care: 'Cómo se cuidan las copias',
    probe: 'Preguntar al SII si responde',
    compact: 'Ver en compacto',
    comfortable: 'Ver en cómodo',
    tour: 'Comenzar el recorrido guiado',
    report: 'Guardar informe de diagnóstico',
    verifying: 'Verificando los respaldos…',
    probed: { sending: 'El SII responde' },
    light: 'Ver en claro',
    dark: 'Ver en oscuro',
    help: 'Atajos de teclado',
  },
  help: {
    title: 'Atajos de teclado',
    keys: 'Teclas',
    does: 'Qué hacen',
    rows: {
      sections: 'Ir a cada sección, en el orden del menú',
      commands: 'Buscar y hacer: todos los comandos',
      search: 'Buscar en la lista',
      move: 'Moverse por las filas de una lista',
      select: 'Elegir la fila, o dejar de elegirla',
      range: 'Elegir varias filas seguidas',
      open: 'Abrir la fila',
      retry: 'Reintentar la fila, o las elegidas (Cola)',
      verify: 'Verificar todo lo respaldado (Respaldos)',
      export: 'Exportar lo elegido, o todo lo que se ve (Respaldos)',
      close: 'Cerrar lo que está abierto',
      regions: 'Pasar del menú al contenido y al pie',
      refresh: 'Volver a leer lo que se ve',
      lock: 'Bloquear la pantalla',
      switch: 'Cambiar de operador',
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
