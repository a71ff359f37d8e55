import * as nodeModule from "node:module";

/**
 * Has Node write the compiled code that it keeps where `NODE_COMPILE_CACHE` says (Node 22.10 and later; nothing happens
 * without it). It does so by itself when a process ends, which providers do not: the engine kills them. Most of their start
 * is the SDK being compiled.
 */
export function keepCompiledCode(): void {
    (nodeModule as { flushCompileCache?(): void }).flushCompileCache?.();
}
