import type { Caller } from "../checks/declaration";
import type { Failure } from "../checks/failure";
import type { Environment, ReadConfig } from "../settings/sources";
import type { Log } from "../shared/log";
import type { Properties } from "../shared/properties";
import type { PlannedChange } from "./plan";

/** The services that a door gives the lifecycle. */
export interface Host {
    log: Log;
    /** Ends all requests and waits when the run is cancelled. */
    signal: AbortSignal;
    /** Returns a value of the configuration by its key, such as `mysafe:url`. */
    config: ReadConfig;
    env: Environment;
    now(): Date;
}

/** The checked inputs of a declaration, and all that is wrong with it. */
export interface CheckResult {
    inputs: Properties;
    failures: Failure[];
    /** The changes that an update would make, in a preview of a declaration without failures. */
    plan: PlannedChange[];
}

/** The changes that an update would make. */
export interface DiffResult {
    changes: boolean;
    /** The inputs that differ from the state. */
    changedKeys: string[];
    /** Those of them that replace the resource. */
    replaceKeys: string[];
}

/** The state after a create or an update. */
export interface ApplyResult {
    id: string;
    outputs: Properties;
    /** The failure of what is left to do. The door keeps the outputs and reports this error. */
    incomplete?: Error;
}

/** The state as a refresh found it. `inputs` is absent when the refresh looked up nothing. */
export interface ReadResult {
    outputs: Properties;
    inputs?: Properties;
}

/** The operations of one type of resource. `olds` of `check` are inputs; elsewhere they are outputs. */
export interface Lifecycle {
    check(request: { olds: Properties; news: Properties; caller: Caller }): Promise<CheckResult>;
    /**
     * Logs what leaves the resource, if a caller is given.
     *
     * @throws ConfigError when `mysafe:url` is another vault than the state's.
     */
    diff(request: {
        olds: Properties;
        news: Properties;
        caller?: Pick<Caller, "name"> | undefined;
    }): Promise<DiffResult>;
    /**
     * Returns the outputs after an update, for known identifiers. Those that only the update can know are
     * {@link unknownValue}.
     */
    plan(request: { olds: Properties; news: Properties }): Properties;
    /** @throws ExpectedError when nothing was disabled. */
    create(request: { inputs: Properties }): Promise<ApplyResult>;
    /**
     * Keeps every entry: one that the vault no longer has becomes `"missing"`.
     *
     * @throws ExpectedError when the vault gives no answer, or when the run finds none of its passwords there.
     */
    read(request: { id: string; olds: Properties }): Promise<ReadResult>;
    /** @throws ExpectedError when nothing was changed. */
    update(request: { id: string; olds: Properties; news: Properties }): Promise<ApplyResult>;
    /** @throws ExpectedError when a password could not be released. */
    delete(request: { id: string; olds: Properties }): Promise<void>;
}
