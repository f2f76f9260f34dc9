/** The example that people download; docs/ejemplo.csv is the same file. Semicolons and a mark, as Excel in Spanish wants it. */
export const EXAMPLE_NAME = 'ejemplo-emision-masiva.csv';

const ROWS = [
  'documento;tipo;fecha;forma_pago;rut;razon_social;giro;direccion;comuna;correo;item;cantidad;precio;descuento;exento;ref_tipo;ref_folio;ref_fecha',
  '1;boleta;;;;;;;;;Pan amasado;2;1.190;;;;;',
  '1;boleta;;;;;;;;;Café en grano 250 g;1;4.990;10;;;;',
  '2;boleta;;;;;;;;;Hallulla;0,75;2.100;;;;;',
  '3;factura;;crédito;60.803.000-K;Servicio de Impuestos Internos;Gobierno central;Teatinos 120;Santiago;correo@ejemplo.cl;Resma de papel carta;10;3.500;;;orden de compra;4512;02-11-2026',
  '3;factura;;crédito;60.803.000-K;Servicio de Impuestos Internos;Gobierno central;Teatinos 120;Santiago;correo@ejemplo.cl;Libro de contabilidad;1;12.000;;sí;;;',
  '4;boleta exenta;;;;;;;;;Clase de guitarra;1;15.000;;sí;;;',
];

export const exampleBytes = (): Buffer => Buffer.from(`\uFEFF${ROWS.join('\r\n')}\r\n`, 'utf8');
