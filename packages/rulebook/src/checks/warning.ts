/** A warning about a sound book. */
export interface BookWarning {
  /** `book/…`; never reworded once released. */
  readonly code: string;
  /** RFC 6901 JSON Pointer to the place. */
  readonly pointer: string;
  readonly message: string;
}

export function warning(code: string, pointer: string, message: string): BookWarning {
  return { code, pointer, message };
}
