/** What mocha runs around all tests, in one process or in several. */
import { runAfterFile } from "./afterFile";
import { openRunFolder } from "./runFolder";

export const mochaGlobalSetup = openRunFolder;

/** In one process this hook runs at the end of all files; with `--parallel` it runs after each. */
export const mochaHooks = { afterAll: runAfterFile };
