import type { ErrorCode } from '../domain/errors.ts';
import type { MailErrorCode } from '../domain/mail.ts';
import type { ErrorText } from './error-text.ts';
import { mail } from './mail.ts';
import { operatorErrors } from './operators.ts';

type Params = Readonly<Record<string, string | number>> | undefined;
const value = (params: Params, key: string, otherwise: string): string => String(params?.[key] ?? otherwise);

/** By ErrorCode: every failure that an action may answer with. */
export const errors = {
  internal: () => ({
    what: 'Algo falló dentro de Resguardo.',
    youCan: 'Tus documentos siguen a salvo. Inténtalo otra vez; si se repite, avísanos con el código.',
  }),
  bad_request: () => ({
    what: 'Los datos no llegaron como se esperaba.',
    youCan: 'Revisa lo que ingresaste e inténtalo otra vez.',
  }),
  forbidden: () => ({
    what: 'Tu perfil permite mirar, no hacer cambios.',
    youCan: 'Pide a la persona encargada que lo haga.',
  }),
  locked: () => ({
    what: 'Las llaves están cerradas.',
    youCan: 'Escribe tu frase clave para abrirlas; mientras tanto puedes mirar todo.',
  }),
  not_found: () => ({
    what: 'Eso ya no está aquí.',
    youCan: 'Actualiza la lista y elige otra vez.',
  }),
  already_set_up: () => ({
    what: 'Este perfil ya tiene una empresa.',
    youCan: 'Cambia sus datos en Ajustes.',
  }),
  not_set_up: () => ({
    what: 'Todavía no hay una empresa configurada.',
    youCan: 'Comienza eligiendo Práctica, Certificación o Producción.',
  }),
  draft_invalid: () => ({
    what: 'Falta corregir algunos datos antes de emitir.',
    youCan: 'Cada uno tiene su explicación al lado. No se usó ningún folio.',
  }),
  draft_unreadable: () => ({
    what: 'No pudimos leer ese borrador.',
    youCan: 'Elige un archivo JSON o YAML con la estructura del SII.',
  }),
  folios_exhausted: (params: Params) => ({
    what: `No quedan folios para este tipo de documento (${value(params, 'type', 'tipo')}).`,
    youCan: 'Pide un CAF nuevo en el sitio del SII y cárgalo en Folios y certificado.',
  }),
  caf_unreadable: (params: Params) => ({
    what: `El archivo ${value(params, 'name', '')} no es un CAF que podamos leer.`.replace('  ', ' '),
    youCan: 'Usa el archivo XML tal como lo descargaste del SII.',
  }),
  caf_other_company: (params: Params) => ({
    what: `Ese CAF es de otra empresa (${value(params, 'rut', 'otro RUT')}).`,
    youCan: 'Descarga los folios con el RUT de esta empresa.',
  }),
  caf_other_environment: () => ({
    what: 'Ese CAF es de otro ambiente.',
    youCan: 'Los folios de certificación y de producción no se mezclan: descarga el que corresponde.',
  }),
  caf_overlaps: () => ({
    what: 'Esos folios ya estaban cargados.',
    youCan: 'No hace falta cargarlos otra vez.',
  }),
  caf_key_mismatch: () => ({
    what: 'La llave de ese CAF no corresponde a sus folios.',
    youCan: 'Descárgalo otra vez desde el SII, sin editarlo.',
  }),
  caf_bad_signature: () => ({
    what: 'La firma del SII en ese CAF no es válida.',
    youCan: 'Descárgalo otra vez desde el SII, sin editarlo.',
  }),
  caf_expired: () => ({
    what: 'Los folios de ese CAF ya vencieron.',
    youCan: 'Anúlalos en el SII y pide un CAF nuevo.',
  }),
  folio_skip_invalid: (params: Params) => ({
    what: 'Ese folio no sirve como siguiente.',
    youCan: `Escribe uno entre ${value(params, 'from', 'el siguiente')} y ${value(params, 'to', 'el último')}: hacia atrás no se puede.`,
  }),
  folio_has_document: (params: Params) => ({
    what: `Entre los folios ${value(params, 'from', 'elegidos')} y ${value(params, 'to', 'los siguientes')} hay documentos o folios por usar.`,
    youCan: 'Actualiza la lista y elige otra vez.',
  }),
  caf_type_unknown: () => ({
    what: 'Ese CAF es de un tipo de documento que Resguardo no emite.',
    youCan: 'Carga folios de los tipos que usas aquí.',
  }),
  pfx_unreadable: () => ({
    what: 'Ese archivo no es un certificado que podamos abrir.',
    youCan: 'Elige el archivo .pfx o .p12 que te entregó tu proveedor.',
  }),
  pfx_wrong_password: () => ({
    what: 'La clave no abre este certificado.',
    youCan: 'Es la clave que elegiste al descargarlo. Fíjate en mayúsculas y espacios.',
  }),
  pfx_no_key: () => ({
    what: 'El certificado no trae su llave privada.',
    youCan: 'Expórtalo otra vez marcando la opción de incluir la llave.',
  }),
  pfx_too_costly: () => ({
    what: 'El archivo del certificado pide un cálculo fuera de lo normal para abrirse.',
    youCan: 'Expórtalo otra vez desde tu navegador o pide una copia a tu proveedor.',
  }),
  certificate_no_rut: () => ({
    what: 'El certificado no dice el RUT de su dueño.',
    youCan: 'Usa un certificado digital tributario, a nombre de una persona.',
  }),
  certificate_expired: () => ({
    what: 'El certificado ya venció.',
    youCan: 'Renuévalo con tu proveedor y cárgalo aquí.',
  }),
  certificate_not_yet_valid: () => ({
    what: 'El certificado todavía no está vigente.',
    youCan: 'Revisa la fecha de tu computador o espera a su primer día.',
  }),
  certificate_missing: () => ({
    what: 'Falta el certificado digital.',
    youCan: 'Cárgalo en Folios y certificado.',
  }),
  wrong_passphrase: () => ({
    what: 'Esa no es la frase clave.',
    youCan: 'Inténtalo otra vez. Fíjate en mayúsculas y espacios.',
  }),
  passphrase_required: () => ({
    what: 'Hace falta una frase clave para proteger tus llaves en este computador.',
    youCan: 'Elige una de al menos 8 caracteres y guárdala bien.',
  }),
  queue_not_allowed: () => ({
    what: 'El documento cambió de estado y eso ya no se puede hacer.',
    youCan: 'Mira su estado actual en la lista.',
  }),
  reason_required: () => ({
    what: 'Falta el motivo.',
    youCan: 'Escribe en pocas palabras por qué; quedará en el historial.',
  }),
  folder_not_writable: () => ({
    what: 'No podemos escribir en esa carpeta.',
    youCan: 'Elige otra carpeta, o revisa si el disco está conectado.',
  }),
  folder_of_another: (params: Params) => ({
    what: `En esa carpeta ya hay copias de ${value(params, 'names', 'otra empresa')}.`,
    youCan:
      'Elige otra carpeta, o crea una nueva dentro. Si son tus documentos, recupéralos con «Restaurar desde un respaldo».',
  }),
  company_has_copies: (params: Params) => ({
    what: 'Ya hay copias de esta empresa en este computador.',
    youCan: `Recupéralas con «Ya tengo un respaldo: restaurar», para seguir con el folio que corresponde. Si de verdad quieres empezar de cero, mueve antes la carpeta ${value(params, 'folder', 'de respaldo')} a otro lugar.`,
  }),
  company_counts_less: () => ({
    what: 'Esa empresa solo tiene documentos de prueba, y aquí hay documentos de verdad.',
    youCan: 'Puedes ver y exportar sus documentos. Para practicar, usa otra cuenta del computador.',
  }),
  disk_full: () => ({
    what: 'No queda espacio en el disco.',
    youCan: 'Libera espacio y continuamos solos. No se perdió nada.',
  }),
  copy_differs: () => ({
    what: 'El disco no guardó lo mismo que escribimos.',
    youCan: 'Usa otro disco u otra carpeta: ese puede estar fallando. Tus documentos siguen a salvo aquí.',
  }),
  document_damaged: (params: Params) => ({
    what: `El documento T${value(params, 'type', '')}F${value(params, 'folio', '')} cambió desde que se firmó, y no se exportó nada.`,
    youCan: 'Verifica los respaldos para repararlo desde la otra copia.',
  }),
  database_from_future: () => ({
    what: 'Estos datos son de una versión más nueva de Resguardo.',
    youCan: 'Instala la versión más reciente para abrirlos.',
  }),
  practice_only: () => ({
    what: 'Eso solo se puede hacer en Práctica.',
    youCan: 'Tu empresa trabaja con el SII de verdad.',
  }),
  file_too_large: () => ({
    what: 'El archivo es demasiado grande.',
    youCan: 'El máximo es 5 MB. Revisa que sea el archivo correcto.',
  }),
  nothing_selected: () => ({
    what: 'No hay documentos elegidos.',
    youCan: 'Marca al menos uno, o exporta todos los del filtro.',
  }),
  copy_not_ready: () => ({
    what: 'Este documento aún no tiene copia para el cliente.',
    youCan: 'Espera a que el SII lo reciba. Las boletas se entregan impresas o en PDF.',
  }),
  print_failed: () => ({
    what: 'No pudimos hacer el PDF.',
    youCan: 'Inténtalo otra vez. El documento sigue emitido y a salvo.',
  }),
  printer_failed: () => ({
    what: 'La impresora no aceptó el documento.',
    youCan: 'Revisa que esté encendida y con papel, o guarda el PDF e imprímelo desde otro programa.',
  }),
  not_cedible: () => ({
    what: 'Este documento no lleva copia cedible.',
    youCan: 'Guárdalo o imprímelo como copia normal.',
  }),
  trial_failed: () => ({
    what: 'El envío de prueba no resultó.',
    youCan:
      'Revisa los datos de la empresa y el certificado, y prueba otra vez. También puedes terminar sin la prueba.',
  }),
  snapshot_damaged: () => ({
    what: 'La copia completa de la base no quedó bien, y no la contamos como respaldo.',
    youCan:
      'Haremos otra en un rato. Si se repite, revisa el disco; tus documentos están además en su carpeta.',
  }),
  vault_not_found: () => ({
    what: 'En esa carpeta no hay un respaldo de Resguardo.',
    youCan: 'Elige la carpeta que contiene el archivo manifiesto.jsonl.',
  }),
  restore_busy: () => ({
    what: 'Ya hay una restauración en marcha.',
    youCan: 'Espera a que termine o cancélala.',
  }),
  restore_failed: () => ({
    what: 'Lo restaurado no quedó igual al respaldo, así que no cambiamos nada.',
    youCan: 'Prueba con un punto anterior o con la otra copia del respaldo.',
  }),
  archive_unreadable: () => ({
    what: 'Ese archivo no es un respaldo de Resguardo.',
    youCan: 'Elige un archivo que termine en .resguardo.',
  }),
  archive_damaged: () => ({
    what: 'El archivo de respaldo está incompleto o dañado.',
    youCan: 'Usa otra copia del archivo. No se restauró nada de él.',
  }),
  archive_from_future: () => ({
    what: 'Ese archivo es de una versión más nueva de Resguardo.',
    youCan: 'Instala la versión más reciente para abrirlo.',
  }),
  database_damaged: () => ({
    what: 'La base de datos está dañada.',
    youCan:
      'Restaura la última copia verificada: los documentos de tu carpeta de respaldo se agregan encima.',
  }),
  cancelled: () => ({
    what: 'Lo cancelaste antes de terminar.',
    youCan: 'No cambió nada. Puedes empezar otra vez cuando quieras.',
  }),
  plan_changed: () => ({
    what: 'Lo que se limpiaría ya no es lo que viste.',
    youCan: 'Mira la lista otra vez y confirma de nuevo. No se quitó nada.',
  }),
  csv_unreadable: () => ({
    what: 'No pudimos leer esa planilla.',
    youCan: 'Guárdala como CSV y revisa que todas las comillas estén cerradas.',
  }),
  csv_columns_missing: (params: Params) => ({
    what: `A la planilla le faltan columnas: ${value(params, 'columns', 'item, precio')}.`,
    youCan: 'Agrega esos encabezados en la primera fila; la planilla de ejemplo los trae todos.',
  }),
  csv_too_large: () => ({
    what: 'La planilla es demasiado grande.',
    youCan: 'El máximo es 20 MB. Divídela en varias.',
  }),
  csv_too_many: (params: Params) => ({
    what: `La planilla trae más de ${value(params, 'max', 'lo permitido')}.`,
    youCan: 'El máximo es 10.000 documentos por planilla. Divídela en varias.',
  }),
  preview_gone: () => ({
    what: 'La revisión de esa planilla ya no está en memoria.',
    youCan: 'Elige el archivo otra vez.',
  }),
  batch_running: () => ({
    what: 'Ya hay una emisión masiva en marcha.',
    youCan: 'Espera a que termine o cancela lo que falta.',
  }),
  batch_again: (params: Params) => ({
    what:
      params?.['issued'] === 1
        ? 'Desde un archivo idéntico ya se emitió 1 documento.'
        : `Desde un archivo idéntico ya se emitieron ${value(params, 'issued', 'otros')} documentos.`,
    youCan: 'Si de verdad son ventas nuevas, márcalo antes de emitir; si no, quedarían duplicados.',
  }),
  inbox_folder_taken: () => ({
    what: 'Resguardo ya usa esa carpeta para tus respaldos o sus propios datos.',
    youCan: 'Elige otra carpeta para la bandeja de entrada.',
  }),
  mail_not_set_up: () => ({
    what: 'Todavía no está configurado el correo.',
    youCan: 'Complétalo en Ajustes, Correo.',
  }),
  mail_password_needed: () => ({
    what: 'Falta la contraseña del correo.',
    youCan: 'Cambiaste el servidor o el usuario: escribe la contraseña otra vez.',
  }),
  mail_under_way: (params: Params) => ({
    what: `Ya hay un correo de este documento en camino a ${value(params, 'to', 'este cliente')}.`,
    youCan: 'Espera a que salga, o desiste de él en el documento, en «Cliente».',
  }),
  mail_test_failed: (params: Params) => {
    const code = String(params?.['code'] ?? 'unknown') as MailErrorCode;
    return (mail.errors[code] ?? mail.errors.unknown)(String(params?.['detail'] ?? ''));
  },
  bad_address: () => ({
    what: 'Esa dirección de correo no se puede usar.',
    youCan: 'Escribe una sola dirección, como cliente@empresa.cl.',
  }),
  logo_unusable: () => ({
    what: 'Esa imagen no sirve como logo.',
    youCan: 'Elige un PNG o JPEG de hasta 300 KB, entre 64 y 2.000 píxeles por lado.',
  }),
  sii_mail_refused: (params: Params) => ({
    what: `El SII no aceptó enviar otra vez su correo (${value(params, 'estado', 'sin código')}).`,
    youCan: 'Míralo en sii.cl, o pide ayuda a la mesa del SII con el identificador de envío.',
  }),
  sii_mail_no_answer: () => ({
    what: 'El SII no contestó.',
    youCan: 'Inténtalo más tarde; el documento no cambia.',
  }),
  ...operatorErrors,
} as const satisfies Record<ErrorCode, (params: Params) => ErrorText>;
