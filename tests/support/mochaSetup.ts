/** The hooks of mocha around all tests. */
import { runAfterFile } from "./afterFile";
import { openRunFolder } from "./runFolder";

export const mochaGlobalSetup = openRunFolder;

/** Mocha runs this hook after all files, or with `--parallel` after each file. */
export const mochaHooks = { afterAll: runAfterFile };
