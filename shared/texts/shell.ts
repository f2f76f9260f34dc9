/** The frame around every screen. */
export const shell = {
  skip: 'Saltar al contenido',
  mainNav: 'Secciones',
  nav: {
    inicio: 'Inicio',
    documentos: 'Documentos',
    respaldos: 'Respaldos',
    cola: 'Cola de envíos',
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
  crashed: {
    title: 'Esta pantalla se detuvo',
    text: 'Tus documentos están a salvo y los envíos siguen. Vuelve a cargar la pantalla.',
    reload: 'Volver a cargar',
  },
} as const;
