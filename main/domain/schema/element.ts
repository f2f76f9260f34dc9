import type { DocumentType } from '../../../shared/domain/document-type.ts';

/**
 * One element of the SII's schema as the builder, the validation and the form see it: order (by its place in its
 * parent's list), how often, and what it may hold. The tables are in this folder; the source is DTE_v10.xsd,
 * EnvioBOLETA_v11.xsd and the format manuals.
 */
export interface Element {
  readonly name: string;
  /** Most occurrences; 1 for a plain element. */
  readonly max: number;
  /** Types in which it must be there (when its parent is); 'all', or none. */
  readonly required: 'all' | readonly DocumentType[] | 'none';
  /** Types that may carry it at all. */
  readonly allowed: 'all' | readonly DocumentType[];
  readonly content: Leaf | Group;
  /** XML attributes with fixed values (`version="1.0"`), in order. */
  readonly attributes?: Readonly<Record<string, string>>;
}

export interface Group {
  readonly kind: 'group';
  readonly children: readonly Element[];
}

export type Leaf =
  | { readonly kind: 'text'; readonly maxLength: number; readonly pattern?: RegExp }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'decimal'; readonly min: number; readonly max: number; readonly fraction: number }
  | { readonly kind: 'date' }
  | { readonly kind: 'timestamp' }
  | { readonly kind: 'rut' }
  | { readonly kind: 'code'; readonly values: readonly (string | number)[] };
