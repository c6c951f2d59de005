/**
 * The running module. The types of WebAssembly are spelt out here
 * because a pure package is compiled without those of any platform.
 */
import { writeModule } from './module.ts';

export interface Engine {
  readonly memory: Uint8Array;
  readonly take256: (state: number, input: number, blocks: number) => void;
  readonly take512: (state: number, input: number, blocks: number) => void;
  readonly digest256: (state: number, out: number) => void;
  readonly digest512: (state: number, out: number) => void;
}

interface WasmApi {
  readonly Module: new (bytes: Uint8Array) => unknown;
  readonly Instance: new (module: unknown) => { readonly exports: unknown };
}

type Exports = Omit<Engine, 'memory'> & { readonly memory: { readonly buffer: ArrayBuffer } };

/** Starts the module; undefined where WebAssembly is missing, forbidden or without vectors. */
export function startEngine(): Engine | undefined {
  try {
    const { WebAssembly: wasm } = globalThis as { readonly WebAssembly?: WasmApi };
    if (wasm === undefined) return undefined;
    // A few kilobytes: small enough to be compiled at once on a page's own thread.
    const { exports } = new wasm.Instance(new wasm.Module(writeModule()));
    const { memory, take256, take512, digest256, digest512 } = exports as Exports;
    return { memory: new Uint8Array(memory.buffer), take256, take512, digest256, digest512 };
  } catch {
    return undefined;
  }
}
