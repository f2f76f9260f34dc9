import { formatNumber } from '../format/money.ts';

/** How the backups are cared for: vault, second copy, snapshots, checks, drills, archive, recovery passphrase. */
export const safekeeping = {
  title: 'Protección de tus respaldos',
  lead: 'Dónde están tus copias, cuándo se comprobaron y cómo volverías a empezar en otro computador.',
  back: 'Respaldos',
  open: 'Ver protección',
  strip: {
    label: 'Cómo se cuidan tus respaldos',
    mirror: 'Segunda copia',
    snapshot: 'Instantánea',
    drill: 'Simulacro',
    noMirror: 'sin configurar',
    never: 'todavía ninguna',
    neverDrill: 'todavía ninguno',
    bad: 'con problemas',
  },
  settings: {
    title: 'Segunda copia y recuperación',
    text: 'Para que ningún disco roto ni computador perdido te deje sin tus documentos.',
  },
  vault: {
    title: 'Tu carpeta de respaldo',
    ok: 'Todo está guardado en tu carpeta',
    okText: 'Cada documento se guarda apenas se firma, aunque el SII todavía no lo reciba.',
    waiting: (count: number) =>
      count === 1
        ? 'Falta guardar 1 documento, y se hace solo'
        : `Falta guardar ${formatNumber(count)} documentos, y se hace solo`,
    problem: 'No pudimos guardar en tu carpeta',
    damaged: (count: number) =>
      count === 1
        ? 'Hay 1 archivo dañado sin copia buena'
        : `Hay ${formatNumber(count)} archivos dañados sin copia buena`,
    folder: 'Carpeta',
    free: 'Espacio libre',
    waitingLabel: 'Por guardar',
    none: 'nada',
    change: 'Cambiar carpeta',
    saved: 'Carpeta de respaldo cambiada',
    warnings: {
      not_writable: {
        title: 'No se puede escribir en esta carpeta',
        text: 'Revisa si el disco está conectado, o elige otra.',
      },
      other_company: {
        title: 'Ya tiene copias de otra empresa',
        text: 'Cada empresa necesita su propia carpeta: elige otra, o crea una nueva dentro de esta.',
      },
      little_space: { title: 'Queda poco espacio', text: 'Libera espacio o elige otro disco.' },
      same_disk: {
        title: 'Está en el mismo disco que tus datos',
        text: 'Si ese disco falla, se pierden los dos. Una segunda copia en un USB o disco de red lo resuelve.',
      },
      cloud_synced: {
        title: 'Es una carpeta sincronizada con la nube',
        text: 'Sirve como copia, pero lo que se borre en la nube se borra aquí. Agrega una segunda copia fuera de ella.',
      },
    },
    clouds: { onedrive: 'OneDrive', dropbox: 'Dropbox', google_drive: 'Google Drive', icloud: 'iCloud' },
    otherTitle: (names: string) => `Ya tiene copias de ${names}`,
    cloudTitle: (cloud: string) => `Se sincroniza con ${cloud}`,
  },
  mirror: {
    title: 'Segunda copia',
    text: 'Un USB o un disco de red. Mientras está conectado, recibe cada documento apenas se guarda en tu carpeta.',
    emptyTitle: 'Aún no tienes una segunda copia',
    emptyText: 'Con una copia fuera de este computador, ni un robo ni un incendio se llevan tus documentos.',
    folder: 'Carpeta',
    last: (when: string) => `Última copia externa ${when}`,
    never: 'Todavía no se ha copiado nada',
    present: 'Conectada',
    away: 'No está conectada',
    late: 'Conecta el disco para ponerla al día.',
    choose: 'Elegir carpeta',
    change: 'Cambiar',
    remove: 'Dejar de usarla',
    removed: 'Segunda copia desactivada. Lo que ya está copiado no se borra.',
    saved: 'Segunda copia configurada. Estamos copiando.',
    sync: 'Copiar ahora',
    syncing: 'Copiando…',
    synced: (count: number) =>
      count === 0
        ? 'Ya estaba al día'
        : count === 1
          ? '1 archivo copiado'
          : `${formatNumber(count)} archivos copiados`,
    notThere: 'No encontramos el disco',
    notThereText:
      'Conéctalo y copia otra vez. Mientras tanto, tus documentos están en tu carpeta de respaldo.',
    warning: 'Esta carpeta no protege tanto como crees',
  },
  snapshots: {
    title: 'Instantáneas',
    text: 'Copias completas de la base de datos, abiertas y comprobadas. Se guardan 7 días, 4 semanas y 12 meses.',
    take: 'Tomar instantánea ahora',
    taking: 'Tomando y comprobando…',
    taken: (documents: string) =>
      documents === '1'
        ? 'Instantánea lista y comprobada, con 1 documento'
        : `Instantánea lista y comprobada, con ${documents} documentos`,
    emptyTitle: 'Aún no hay instantáneas',
    emptyText: 'La primera se toma sola con tus primeros documentos.',
    caption: 'Instantáneas guardadas',
    when: 'Fecha',
    documents: 'Documentos',
    size: 'Tamaño',
    more: (count: number) => (count === 1 ? 'Mostrar 1 más' : `Mostrar ${formatNumber(count)} más`),
  },
  patrol: {
    title: 'Revisión de las copias',
    text: 'Cada noche se comprueba una parte de los archivos (contenido, firma y timbre, y las dos copias entre sí) y todos los datos de la base.',
    run: 'Revisar todo ahora',
    running: 'Revisando…',
    done: 'Revisión terminada',
    emptyTitle: 'Todavía no se ha revisado',
    emptyText: 'La primera revisión se hace sola esta noche, o cuando tú quieras.',
    good: (checked: string) =>
      checked === '1' ? '1 archivo revisado, intacto' : `${checked} archivos revisados, todos intactos`,
    repaired: (checked: string, repaired: number) =>
      repaired === 1
        ? `${checked} ${checked === '1' ? 'archivo revisado' : 'archivos revisados'}, 1 reparado desde la otra copia`
        : `${checked} archivos revisados, ${formatNumber(repaired)} reparados desde la otra copia`,
    damaged: (checked: string, damaged: number) =>
      damaged === 1
        ? `${checked} ${checked === '1' ? 'archivo revisado' : 'archivos revisados'}, 1 dañado sin copia buena`
        : `${checked} archivos revisados, ${formatNumber(damaged)} dañados sin copia buena`,
    complete: 'Revisión completa',
    partial: 'Parte de una noche',
    manifest: 'Registro de la carpeta',
    manifests: {
      whole: 'Completo, sin cortes',
      torn: 'Tenía el final a medio escribir, y se corrigió',
      broken: 'Tiene un corte: se sigue en uno nuevo',
      missing: 'No estaba, y se hace de nuevo',
    },
    mirror: 'Segunda copia',
    mirrors: { same: 'Igual a la primera', behind: 'Atrasada', other: 'Es de otro respaldo' },
    noMirror: 'No estaba conectada',
    damagedTitle: 'Documentos dañados',
    damagedText: 'Podemos traer cada uno de vuelta desde la copia que esté buena.',
    repair: 'Reparar',
    repairLabel: (document: string) => `Reparar ${document}`,
    repairDone: (document: string) => `${document} está otra vez como se firmó`,
    repairNone: 'No quedó ninguna copia buena de ese documento',
    repairNoneText: 'Conecta tu segunda copia y prueba otra vez, o restaura un respaldo anterior.',
    files: 'Archivos dañados sin copia buena',
    why: {
      hash: 'Cambió su contenido',
      signature: 'Su firma no corresponde',
      stamp: 'Su timbre no corresponde',
      row: 'Sus datos en la base cambiaron sin que nadie los tocara',
    },
    history: 'Revisiones anteriores',
    where: { vault: 'carpeta', mirror: 'segunda copia', database: 'base de datos' },
    repairedList: 'Reparado por sí solo',
  },
  drill: {
    title: 'Simulacro de restauración',
    text: 'Cada mes Resguardo restaura todo en un lugar aparte y lo compara con lo que tienes. No toca tus datos.',
    run: 'Hacer simulacro ahora',
    running: 'Restaurando de prueba…',
    ok: 'Hoy podrías restaurar todo',
    bad: 'El simulacro encontró diferencias',
    failed: 'El simulacro no pudo terminar',
    badText: 'Revisa las copias ahora. Si sigue igual, guarda un archivo de respaldo y avísanos.',
    emptyTitle: 'Todavía no se ha hecho un simulacro',
    emptyText: 'El primero se hace solo dentro de un mes, o cuando tú quieras.',
    same: 'Documentos idénticos',
    of: (same: string, documents: string) => `${same} de ${documents}`,
    folios: 'Folios',
    foliosRight: 'Seguirían donde van',
    foliosWrong: 'No seguirían donde van',
    ms: 'Tardó',
    from: 'Desde',
    fromSnapshot: (when: string) => `instantánea del ${when}`,
    fromFiles: 'los archivos de la carpeta',
    seconds: (seconds: string) => `${seconds} s`,
  },
  archive: {
    title: 'Archivo de respaldo',
    text: 'Todo tu respaldo en un solo archivo cifrado, para guardar en otra parte o llevar a otro computador.',
    make: 'Crear archivo…',
    open: 'Abrir un archivo…',
    making: 'Cifrando y guardando…',
    makeTitle: 'Crear archivo de respaldo',
    folder: 'Dónde guardarlo',
    noFolder: 'Aún no eliges dónde',
    pick: 'Elegir carpeta',
    note: 'Sin la frase clave nadie puede abrirlo, nosotros tampoco. Anótala en un lugar seguro.',
    submit: 'Crear archivo',
    done: 'Archivo de respaldo creado',
    doneText: (name: string, files: string, size: string) => `${name}: ${files} archivos, ${size}`,
    leftOut: (count: number) =>
      count === 1
        ? '1 archivo dañado quedó fuera. Revisa las copias para repararlo.'
        : `${formatNumber(count)} archivos dañados quedaron fuera. Revisa las copias para repararlos.`,
  },
  recovery: {
    title: 'Frase de recuperación',
    text: 'Con ella podrías abrir tu certificado y tus folios en otro computador.',
    state: {
      passphrase: 'Tienes frase de recuperación',
      practice: 'En Práctica no hace falta',
      none: 'Aún no tienes frase de recuperación',
    },
    stateText: {
      passphrase: 'Si pierdes este computador, restauras tu carpeta, la escribes y sigues emitiendo.',
      practice: 'Las llaves de Práctica vienen incluidas en la carpeta.',
      none: 'Sin ella, en otro computador tus documentos vuelven igual, pero tendrías que cargar de nuevo el certificado y los CAF.',
    },
    set: 'Crear frase',
    change: 'Cambiar frase',
    modalTitle: 'Frase de recuperación',
    note: 'No la guardamos y no se puede recuperar: anótala y déjala fuera de este computador.',
    submit: 'Guardar frase',
    done: 'Frase de recuperación guardada',
  },
  cleanup: {
    title: 'Limpieza de respaldos antiguos',
    text: 'Opcional. Saca de tu carpeta los archivos de documentos con más de seis años; cada documento sigue en la base y en sus copias completas.',
    never: 'Nunca toca documentos dentro de los seis años que pide la ley, ni la última copia de ninguno.',
    toggle: 'Limpiar cada mes, de noche',
    off: 'La limpieza está apagada',
    offText: 'Todo se guarda para siempre, que es lo más seguro.',
    nothing: 'No hay nada que limpiar',
    nothingText: (from: string) => `Todo lo emitido desde el ${from} se queda.`,
    plan: (documents: string, files: string, size: string) =>
      documents === '1'
        ? `Se quitarían los archivos de 1 documento: ${files} archivos, ${size}`
        : `Se quitarían los archivos de ${documents} documentos: ${files} archivos, ${size}`,
    planText: (last: string, from: string) =>
      `El más nuevo es del ${last}. Lo emitido desde el ${from} se queda.`,
    first: 'La primera vez la confirmas tú; antes de eso no se quita nada.',
    run: 'Ver y confirmar…',
    modalTitle: 'Quitar archivos de la carpeta de respaldo',
    modalText:
      'Los documentos siguen en la base de datos y en la última copia completa, que se comprueba antes. La segunda copia no se toca.',
    oldest: 'Los más antiguos',
    confirm: 'Quitar estos archivos',
    cancel: 'No quitar nada',
    done: 'Limpieza hecha',
    doneText: (documents: string, size: string) =>
      documents === '1' ? `1 documento, ${size} liberados` : `${documents} documentos, ${size} liberados`,
    last: 'Última limpieza',
    confirmedBy: (name: string) => `La primera la confirmó ${name}`,
  },
  passphrase: {
    label: 'Frase clave',
    again: 'Repite la frase clave',
    hint: 'Al menos 8 caracteres. Varias palabras al azar son fáciles de recordar y difíciles de adivinar.',
    short: 'Debe tener al menos 8 caracteres.',
    differs: 'No es igual a la de arriba.',
  },
} as const;
