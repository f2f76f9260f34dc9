/** What the system's own dialogs say: those that come before the window, or over it. */
export const native = {
  startFailed: 'Resguardo no pudo abrir',
  damaged: {
    title: 'La base de datos está dañada',
    message: 'Resguardo no puede leer su base de datos.',
    detail:
      'Podemos rehacerla con la última copia verificada y agregar todo lo que hay en tu carpeta de respaldo. El archivo dañado se guarda aparte, no se borra. Antes de enviar algo pendiente le preguntaremos al SII.',
    restore: 'Rehacer desde el respaldo',
    openFolder: 'Abrir la carpeta',
    quit: 'Salir',
  },
  chooseFolder: {
    export: 'Elige dónde guardar los documentos',
    vault: 'Elige la carpeta de respaldo',
    inbox: 'Elige la carpeta en que tu sistema deja los borradores',
    restore: 'Elige la carpeta que tiene tu respaldo',
    mirror: 'Elige dónde guardar la segunda copia',
    archive: 'Elige dónde guardar el respaldo',
  },
  chooseFile: {
    archive: 'Elige el archivo de respaldo',
  },
  archiveFiles: 'Respaldo de Resguardo',
} as const;
